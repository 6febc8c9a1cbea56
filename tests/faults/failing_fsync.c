// Preloaded into a program, lets its fsync and fdatasync fail with EIO: every call while the file that
// FSYNC_FAILS_WHILE names exists, and one call for each time that the file FSYNC_FAILS_ONCE names is made.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

typedef int (*Sync)(int);

static int fails(void) {
  const int before = errno;
  const char* lasting = getenv("FSYNC_FAILS_WHILE");
  const char* once = getenv("FSYNC_FAILS_ONCE");
  const int is_due = (lasting && access(lasting, F_OK) == 0) || (once && unlink(once) == 0);
  errno = is_due ? EIO : before;
  return is_due;
}

int fsync(int file) {
  return fails() ? -1 : ((Sync)dlsym(RTLD_NEXT, "fsync"))(file);
}

int fdatasync(int file) {
  return fails() ? -1 : ((Sync)dlsym(RTLD_NEXT, "fdatasync"))(file);
}
