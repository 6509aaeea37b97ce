import { type Lang, text } from '../../kernel/platform/index.ts'
import type { LotForm } from './contract.ts'

export const kinds = {
  commercial: text('经营性用地', 'Commercial land'),
  industrial: text('工业用地', 'Industrial land'),
  mining: text('矿业权', 'Mining right'),
}

/** Conditions that are figures, each only where the lot has it. */
export function figuresOf(f: LotForm, lang: Lang): [string, string][] {
  const n = (x: number) => x.toLocaleString('en-US')
  const rows: [title: ReturnType<typeof text>, value: ReturnType<typeof text> | undefined][] = [
    [
      text('投资强度不低于', 'Investment, at least'),
      f.investment === undefined ? undefined : text(`每平方米 ${n(f.investment)} 元`, `${n(f.investment)} yuan a m²`),
    ],
    [
      text('能耗不高于', 'Energy, at most'),
      f.energy === undefined
        ? undefined
        : text(`每万元产值 ${n(f.energy)} 千克标准煤`, `${n(f.energy)} kg of standard coal for 10,000 yuan of output`),
    ],
    [text('矿种', 'Mineral'), f.mineral === undefined ? undefined : text(f.mineral, f.mineral)],
    [
      text('年产量不高于', 'Output, at most'),
      f.yearly === undefined ? undefined : text(`每年 ${n(f.yearly)} 吨`, `${n(f.yearly)} tonnes a year`),
    ],
    [
      text('最高限价', 'Cap'),
      f.cap === undefined
        ? undefined
        : text(
            `${n(f.cap / 100)} 元；达到以后改竞保障房面积，从 ${n(f.areaStart!)} 平方米起，每次加 ${n(f.areaStep!)} 平方米`,
            `${n(f.cap / 100)} yuan; then bidding goes on in area of public housing, from ${n(f.areaStart!)} m² in steps of ${n(f.areaStep!)} m²`,
          ),
    ],
  ]
  return rows.flatMap(([title, value]) => (value ? [[title[lang], value[lang]]] : []))
}
