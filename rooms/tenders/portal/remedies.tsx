import { type Output, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, StepForm, sayIn } from '../../../web/ui/index.ts'
import { complain, object, type tender } from '../contract.ts'
import { objects } from '../words.ts'

export const objecting = fieldsOf(object, {
  on: { label: text('对什么提出', 'To what'), options: objects },
  words: { label: text('理由和请求', 'Why, and what is asked'), kind: 'lines' },
})
export const complaining = fieldsOf(complain, {
  words: { label: text('事实、理由和请求', 'Facts, reasons and request'), kind: 'lines' },
})

type Props = { p: Parameters<typeof StepForm>[0]['p']; c: Output<typeof tender> }
/** 异议 to the tenderer, 投诉 to the overseer: what is open to the reader now. */
export function Remedies({ p, c }: Props) {
  const t = sayIn(p.lang)
  return (
    <>
      {c.now.object.length > 0 && (
        <details class="more">
          <summary>{t('提出异议', 'Object')}</summary>
          <StepForm
            p={p}
            name="object"
            button={t('提出异议', 'Object')}
            fields={objecting.map((x) =>
              'options' in x ? { ...x, options: x.options.filter((o) => c.now.object.includes(o.value)) } : x,
            )}
          >
            <input type="hidden" name="caseId" value={c.caseId} />
          </StepForm>
        </details>
      )}
      {c.now.complain.length > 0 && (
        <details class="more">
          <summary>{t('向监督部门投诉', 'Complain to the overseer')}</summary>
          <p class="small">
            {t(
              '知道之日起十日内；对招标文件、开标、评标结果的，先提异议，对答复不服再投诉（实施条例第六十条）。',
              'Within ten days; about documents, opening or result one objects first, and complains about the answer (art. 60).',
            )}
          </p>
          <StepForm
            p={p}
            name="complain"
            button={t('提出投诉', 'Complain')}
            fields={[
              {
                ...{ name: 'about', kind: 'choice', decides: true, label: text('关于', 'About') },
                options: c.now.complain.map((n) => ({
                  value: String(n),
                  text:
                    n === 0
                      ? text('其他违法情形', 'something else')
                      : text(`对第 ${n} 项异议的答复`, `the answer to objection ${n}`),
                })),
              },
              ...complaining,
            ]}
          >
            <input type="hidden" name="caseId" value={c.caseId} />
          </StepForm>
        </details>
      )}
    </>
  )
}
