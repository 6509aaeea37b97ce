import { expect, test } from 'vitest'
import { capitals } from './capitals.rules.ts'

test.each([
  [0, '人民币零元整'],
  [1, '人民币壹分'],
  [10, '人民币壹角整'],
  [105, '人民币壹元零伍分'],
  [100_00, '人民币壹佰元整'],
  [1_001_00, '人民币壹仟零壹元整'],
  [10_000_00, '人民币壹万元整'],
  [100_100_00, '人民币壹拾万零壹佰元整'],
  [1643_0000_00, '人民币壹仟陆佰肆拾叁万元整'],
  [16500_0000_00, '人民币壹亿陆仟伍佰万元整'],
  [1_0000_0001_00, '人民币壹亿零壹元整'],
  [1050_0000_00, '人民币壹仟零伍拾万元整'],
  [2_0500_3008_90, '人民币贰亿零伍佰万叁仟零捌元玖角整'],
])('%i 分 is %s', (fen, said) => expect(capitals(fen)).toBe(said))
test('what is no amount is refused', () => {
  for (const wrong of [-1, 1.5, Number.NaN]) expect(() => capitals(wrong)).toThrow('no amount')
})
