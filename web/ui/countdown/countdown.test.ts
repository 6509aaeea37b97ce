import { expect, test } from 'vitest'
import { sayRest } from './rest.rules.ts'

test.each([
  [2 * 86_400_000 + 3 * 3_600_000 + 5, '2 天 3 小时', '2 d 3 h'],
  [3_600_000, '1 小时 0 分', '1 h 0 min'],
  [245_000, '4 分 5 秒', '4 min 5 s'],
  [900, '0 秒', '0 s'],
  [0, '已截止', 'over'],
  [-5, '已截止', 'over'],
])('%s ms', (ms, zh, en) => expect([sayRest(ms, 'zh'), sayRest(ms, 'en')]).toEqual([zh, en]))
