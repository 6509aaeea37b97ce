import type { Lang, Text } from '../../../kernel/platform/index.ts'
import { OutlineMap } from '../../../web/ui/index.ts'

type District = { name: Text; yellow: number; red: number; outline: [number, number][] | null }
const MARK = { red: '■', yellow: '▲', green: '●' } as const
const lightOf = (d: District): keyof typeof MARK => (d.red > 0 ? 'red' : d.yellow > 0 ? 'yellow' : 'green')

/** The districts, each with its name and its light in a mark and a number. */
export function DistrictMap({ districts, lang }: { districts: District[]; lang: Lang }) {
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const shown = districts.flatMap((d) => (d.outline ? [{ ...d, outline: d.outline }] : []))
  return (
    <OutlineMap
      lang={lang}
      said={shown
        .map((d) =>
          t(`${d.name.zh}：红牌 ${d.red}，黄牌 ${d.yellow}`, `${d.name.en}: ${d.red} red, ${d.yellow} yellow`),
        )
        .join(t('；', '; '))}
      places={shown.map((d) => {
        const light = lightOf(d)
        const many = light === 'red' ? d.red : light === 'yellow' ? d.yellow : ''
        return { name: d.name[lang], outline: d.outline, light, mark: `${MARK[light]} ${many}` }
      })}
    />
  )
}
