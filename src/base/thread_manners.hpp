// How a thread stands beside those that answer requests, where processors are short.
#pragma once

#include <string>

namespace latchkey {

// What each does to the calling thread. Where the system denies it the threads stay equal.

// The name that `top -H` and debuggers show; Linux keeps its first 15 characters.
void name_thread(const std::string& name);

// A thread that wakes no longer interrupts whoever runs: it waits until that one rests or has had
// its turn.
void let_others_finish();

// What takes long gets a smaller share, and so does not slow what is answered at once.
void take_smaller_share();

}  // namespace latchkey
