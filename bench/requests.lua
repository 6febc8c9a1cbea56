-- What wrk sends, told by the environment (see load.py): a fixed request, or one with a value of its
-- own each from a pool that answers may give back to; and how fast. Prints the outcome as JSON.

local ffi = require("ffi")
ffi.cdef("typedef struct { long seconds, nanoseconds; } moment; int clock_gettime(int clock, moment *now);")

local MONOTONIC = 1
local values, first, last = {}, 1, 0
local pattern, collected = os.getenv("PATTERN"), nil
local body, authorization = os.getenv("BODY"), nil
local content_type, cookie = os.getenv("CONTENT_TYPE"), os.getenv("COOKIE")

wrk.method, wrk.body = os.getenv("METHOD"), body
wrk.headers["Content-Type"], wrk.headers["Cookie"] = content_type, cookie
authorization = os.getenv("AUTHORIZATION")
wrk.headers["Authorization"] = authorization

local function push(value)
  last = last + 1
  values[last] = value
end

local function pop()
  local value = values[first] or error("the prepared values ran out")
  values[first] = nil
  first = first + 1
  return value
end

function init()
  if os.getenv("POOL") then
    for value in io.lines(os.getenv("POOL")) do push(value) end
  end
  if os.getenv("COLLECT") then
    collected = io.open(os.getenv("COLLECT"), "w")
    collected:setvbuf("line")
  end
end

if os.getenv("POOL") then
  function request()
    local value = pop()
    local function fill(text) return (text:gsub("VALUE", value)) end
    if authorization then
      wrk.headers["Authorization"] = fill(authorization)
      return wrk.format()
    end
    return wrk.format(nil, nil, nil, fill(body))
  end
end

if pattern then
  function response(_, headers, content)
    local value = (headers["Location"] or content):match(pattern)
    if value and collected then collected:write(value, "\n") elseif value then push(value) end
  end
end

if os.getenv("RATE") then
  local interval, due = 1e6 / tonumber(os.getenv("RATE")), nil
  local moment = ffi.new("moment")

  -- Microseconds.
  local function now()
    ffi.C.clock_gettime(MONOTONIC, moment)
    return tonumber(moment.seconds) * 1e6 + tonumber(moment.nanoseconds) / 1e3
  end

  -- Requests come as independent visitors do: at random, whatever the answers take. wrk waits for
  -- whole milliseconds, so that fractions are rounded at random.
  function delay()
    due = (due or now()) - math.log(1 - math.random()) * interval
    return math.floor(math.max(0, due - now()) / 1e3 + math.random())
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\n{"requests":%d,"seconds":%f,"refused":%d,"errors":%d,"p50":%f,"p99":%f}\n',
    summary.requests, summary.duration / 1e6,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
