import { expect, test } from 'vitest'
import { xlsxRows } from '../../kernel/platform/xlsx.rules.ts'
import { xlsxOf } from './xlsx-file.ts'

test('what we write is read again', async () => {
  const rows = [
    ['项目 <&>"', { number: '12.5' }, ''],
    ['', 'b'],
  ]
  expect(await xlsxRows(xlsxOf('表', rows))).toEqual([
    ['项目 <&>"', '12.5'],
    ['', 'b'],
  ])
})
