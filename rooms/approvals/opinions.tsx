import type { PageContext } from '../../kernel/platform/index.ts'
import { Light, PlainTable, sayDay } from '../../web/ui/index.ts'
import type { CaseView } from './contract.ts'

/** 联合审查 on one page: what each unit said, and who is silent until when. */
export function Opinions({ c, p }: { c: CaseView; p: PageContext }) {
  if (c.opinions.length === 0) return null
  const { t, lang } = p
  return (
    <PlainTable
      caption={t('联合审查', 'Joint review')}
      quiet
      columns={[{ title: t('单位', 'Unit') }, { title: t('意见', 'Opinion') }, { title: t('时间', 'When') }]}
      rows={c.opinions.map((o) => [
        o.unitName[lang],
        o.opinion === 'agree' ? (
          <Light colour="green">{t('同意', 'agrees')}</Light>
        ) : o.opinion === 'disagree' ? (
          <Light colour="red">{t('不同意', 'disagrees')}</Light>
        ) : o.late ? (
          <Light colour="red">{t('逾期没有答复，不算同意', 'silent past its limit: no consent')}</Light>
        ) : (
          t('等答复', 'awaited')
        ),
        o.at ? sayDay(o.at, lang) : o.due ? t(`${o.due} 前`, `by ${o.due}`) : '',
      ])}
    />
  )
}
