import type { Output, PageContext } from '../../../kernel/platform/index.ts'
import type { contract as envelope } from '../../../trade/envelope/index.ts'
import { Act } from '../../../web/ui/index.ts'
import { SealForm } from '../seal-form.tsx'
import type { View } from '../words.ts'

type Keys = Output<typeof envelope.keys>
type Box = Output<typeof envelope.view>

/** For the seller: naming the trustees, then the amount, which is sealed in this browser. */
export function ReserveForm({ p, v, keys, box }: { p: PageContext; v: View; keys: Keys; box: Box | undefined }) {
  const { t, lang } = p
  const mine = box?.state === 'open' ? box.mine : undefined
  const trustees = box?.terms.trustees.map((x) => x.title[lang]).join(t('、', ', '))
  return (
    <details class="more" open={p.form?.action === 'prepare' || p.query.prepared !== undefined}>
      <summary>{t('录入底价', 'Enter the reserve')}</summary>
      {mine && box ? (
        <>
          <p class="small">
            {t(
              `钥匙分给：${trustees}；${box.terms.threshold} 位到齐才能开，竞价结束以前谁也开不了。只能录一次，不能改。`,
              `The key is shared among ${trustees}; ${box.terms.threshold} of them open it, nobody before the end. Once, and for good.`,
            )}
          </p>
          <p class="notice warning" data-needs-scripts>
            {t(
              '底价要在您的浏览器里加密以后才发出，所以需要打开脚本（JavaScript）。',
              'The reserve is encrypted in your browser before it is sent, so this needs scripts.',
            )}
          </p>
          <SealForm
            p={p}
            of="reserve"
            number={v.number}
            box={box}
            mine={mine}
            label={t('底价（元）', 'Reserve (yuan)')}
            again={t('再填一次', 'Once more')}
          />
        </>
      ) : (
        <form method="post" class="form">
          <Act p={p} name="prepare" />
          <fieldset>
            <legend>
              {t('受托人（三个以上，过半数才能开）', 'Trustees: three or more, of whom more than half open it')}
            </legend>
            {keys.map((k) => (
              <label class="choice">
                <input type="checkbox" name="trustees" value={k.unit} /> {k.title[lang]}
              </label>
            ))}
          </fieldset>
          <p class="small">
            {t(
              '选利益不同的单位。底价在您的浏览器里加密，服务器读不到；竞价结束以后由受托人开启，公开的摘要保证没有改过。',
              'Choose units of opposed interests. The reserve is encrypted in your browser, where no server reads it; the trustees open it after the end, and a published digest proves that it was not changed.',
            )}
          </p>
          <button class="button" type="submit">
            {t('领取密封单', 'Prepare it')}
          </button>
        </form>
      )}
    </details>
  )
}
