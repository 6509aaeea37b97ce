import { type Output, type PageContext, postOf, text } from '../../../kernel/platform/index.ts'
import { Facts, fieldsOf, PlainTable, StepForm, sayYuan } from '../../../web/ui/index.ts'
import { BUYER } from '../case.kind.ts'
import type { agreements } from '../contract.ts'
import { apply, leave } from '../open.contract.ts'
import { applications, desk } from '../paths.ts'
import { grade } from '../words.ts'

type Framework = Output<typeof agreements>[number]
export const applying = fieldsOf(apply, {
  words: { label: text('怎样符合条件', 'How you meet the conditions'), kind: 'lines' },
  agreed: {
    label: text('同意按公布的价格和要求供应', 'I supply at the published price and conditions'),
  },
})
export const leaving = fieldsOf(leave, {
  words: { label: text('退出的通知', 'Notice of leaving'), kind: 'lines' },
})

/** An open framework: its price, who supplies, joining and leaving. */
export function Open({ a, p }: { a: Framework; p: PageContext }) {
  const { t, lang } = p
  const { price, measure, about } = a.open!
  const inNow = a.suppliers.filter((s) => s.removed === null && !s.left)
  const hidden = <input type="hidden" name="agreement" value={a.number} />
  const here = p.form?.values.agreement === a.number
  return (
    <section id={a.number}>
      <h3>{a.title[lang]}</h3>
      <Facts
        rows={[
          [t('内容和要求', 'What is bought'), about],
          [t('公布的价格', 'Published price'), `${sayYuan(price, lang)} / ${measure}`],
          [t('有效', 'In force'), `${a.from} — ${a.to}${a.over ? t('（已结束）', ' (ended)') : ''}`],
        ]}
      />
      {inNow.length === 0 ? (
        <p>{t('还没有供应商加入。', 'No supplier has joined yet.')}</p>
      ) : (
        <PlainTable
          caption={t(`${a.title.zh}的供应商`, `Suppliers of ${a.title.en}`)}
          quiet
          columns={[{ title: t('供应商', 'Supplier') }, { title: t('评价', 'Graded') }]}
          rows={inNow.map((s) => [s.name, grade(s)[lang]])}
        />
      )}
      {!a.over && postOf(p.actor, BUYER) && inNow.length > 0 && (
        <p>
          <a class="button" href={`${desk}/new-open?agreement=${a.number}`}>
            {t('按公布的价格订购', 'Order at the published price')}
          </a>
        </p>
      )}
      {a.waiting && (
        <p class="notice info" role="status">
          <a href={`${applications}/${a.waiting}`}>{t('您的申请正在审核', 'Your application is being decided')}</a>
        </p>
      )}
      {!a.over && p.actor.kind === 'person' && !postOf(p.actor) && !a.waiting && !a.mine && (
        <details class="more" open={here && p.form?.action === 'apply'}>
          <summary>{t(`申请加入${a.title.zh}`, `Apply to join ${a.title.en}`)}</summary>
          <StepForm p={p} name="apply" button={t('申请加入', 'Apply')} fields={applying}>
            {hidden}
          </StepForm>
        </details>
      )}
      {a.mine && (
        <details class="more" open={here && p.form?.action === 'leave'}>
          <summary>{t('退出', 'Leave')}</summary>
          <StepForm
            p={p}
            name="leave"
            button={t('退出', 'Leave')}
            fields={leaving}
            tells={t(
              '通知以后不再接新的订单，已经接的照常履行。',
              'No new orders after the notice; those that were taken are performed.',
            )}
          >
            {hidden}
          </StepForm>
        </details>
      )}
    </section>
  )
}
