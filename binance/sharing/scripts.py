"""What Redis does in one piece, in its own language. Every key expires."""

SETTLE = """
-- KEYS: processes, memory, stop, totals, then a window for each ask
-- ARGV: who asks, a name for a new memory, whether to tell all totals, then for each ask:
--       held, want, least, most, limit, stated, seconds to live, name and number if common
local clock = redis.call('TIME')
local now = tonumber(clock[1]) + tonumber(clock[2]) / 1000000
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - 300)
redis.call('EXPIRE', KEYS[1], 600)
redis.call('SET', KEYS[2], ARGV[2], 'NX')
redis.call('EXPIRE', KEYS[2], 604800)
local known = redis.call('ZCARD', KEYS[1])
local heard = redis.call('ZCOUNT', KEYS[1], now - 5, '+inf')
local reply = {
    known, redis.call('GET', KEYS[2]), redis.call('GET', KEYS[3]) or '',
    redis.call('PTTL', KEYS[3]), {}
}
for ask = 1, #KEYS - 4 do
    local key, at = KEYS[4 + ask], 3 + (ask - 1) * 9
    local held, want, least = tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
    local most, limit = tonumber(ARGV[at + 4]), tonumber(ARGV[at + 5])
    local stated = tonumber(ARGV[at + 6])
    local kept = redis.call('HMGET', key, ARGV[1], 'total', 'foreign')
    local before, foreign = tonumber(kept[1] or 0), tonumber(kept[3] or 0)
    local total = tonumber(kept[2] or 0) + held - before
    -- What Binance counts and nobody here holds was used by other programs.
    if stated > total + foreign then foreign = stated - total end
    -- A process not heard of may spend its part without us.
    local aside = math.floor(most * (known - heard) / known)
    if total + foreign == 0 then most = limit end
    local room = most - total - foreign - aside
    local more = 0
    if want > 0 and room >= least then
        more = math.max(least, math.min(want, math.floor(room / (4 * heard))))
    end
    if kept[2] or held + more + foreign > 0 then
        redis.call('HSET', key, ARGV[1], held + more, 'total', total + more, 'foreign', foreign)
        redis.call('EXPIRE', key, ARGV[at + 7])
        if ARGV[at + 8] ~= '' then
            local line = ARGV[at + 9] .. ' ' .. total + more + foreign
            redis.call('HSET', KEYS[4], ARGV[at + 8], line)
            redis.call('EXPIRE', KEYS[4], 3600)
        end
    end
    reply[#reply + 1] = held + more
    reply[#reply + 1] = total + more + foreign + aside
end
if ARGV[3] == '1' then reply[5] = redis.call('HGETALL', KEYS[4]) end
return reply
"""

STOP = """
-- KEYS: stop.  ARGV: status, milliseconds, who said so, channel, message
redis.call('PUBLISH', ARGV[4], ARGV[5])
local before = redis.call('GET', KEYS[1])
local banned = before and string.sub(before, 1, 3) == '418'
local longer = redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2])
if not before or (ARGV[1] == '418' and not banned) or (longer and (ARGV[1] == '418' or not banned))
then
    redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[3], 'PX', ARGV[2])
end
return 1
"""
