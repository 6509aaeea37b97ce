import type { PageContext } from '../../kernel/platform/index.ts'
import { Light, PlainTable } from '../../web/ui/index.ts'
import type { CaseView } from './contract.ts'

/** 容缺: what comes later and by which day, for the applicant and the unit alike. */
export function Deferred({ c, p }: { c: CaseView; p: PageContext }) {
  if (c.deferred.length === 0) return null
  const { t, lang } = p
  return (
    <PlainTable
      caption={t('容缺后补的材料', 'Materials to come later')}
      quiet
      columns={[{ title: t('材料', 'Material') }, { title: t('最迟', 'By') }, { title: t('情况', 'How it stands') }]}
      rows={c.deferred.map((d) => [
        d.name[lang],
        d.until,
        d.given ? (
          <Light colour="green">{t('已补交', 'handed in')}</Light>
        ) : d.lapsed ? (
          <Light colour="yellow">{t('已过期限，补齐前不发证', 'overdue; no licence before it is there')}</Light>
        ) : (
          t('等申请人补交', 'awaited from the applicant')
        ),
      ])}
    />
  )
}
