import type { ComponentChild } from 'preact'
import type { Output, PageContext } from '../../../kernel/platform/index.ts'
import type { contract as envelope } from '../../../trade/envelope/index.ts'
import { Act, Facts, Proof, sayTime } from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'
import { SealForm } from '../seal-form.tsx'
import { amountOf, inWan, unitOf, type View } from '../words.ts'

type Box = Output<typeof envelope.view>

/** A bid that nobody reads before the end: typed twice, said in capitals, sealed in this browser. */
export function SealedBid({ p, v, box }: { p: PageContext; v: View; box: Box | undefined }) {
  const { t, lang } = p
  const stage = v.profile.stages.find((s) => s.id === v.stage)
  if (stage?.kind !== 'sealed') return null
  const { once, withdraw } = stage
  const mine = box?.mine
  if (!box || !mine)
    return (
      <p class="notice info">
        {t('正在准备投递箱，', 'The box is being set up: ')}
        <a href={paths.bidding(v.number)}>{t('过几秒刷新本页', 'reload this page in some seconds')}</a>
        {t('。', '.')}
      </p>
    )
  const me = v.me!
  const trustees = box.terms.trustees.map((x) => x.title[lang]).join(t('、', ', '))
  const counts = mine.receipts.find((r) => r.counts)
  return (
    <div data-sealed-bid>
      {counts && <MyEnvelope p={p} counts={counts} />}
      {counts && withdraw && (
        <form method="post">
          <Act p={p} name="withdraw" />
          <button class="button secondary" type="submit">
            {t('撤回这份密封报价', 'Withdraw this sealed bid')}
          </button>
        </form>
      )}
      {counts && once ? (
        <p class="small">{t('按规则只报一次，不能更换。', 'By the rules there is one bid: it is not replaced.')}</p>
      ) : (
        <>
          <h2>{counts ? t('换一份', 'Replace it') : t('密封报价', 'Your bid, under seal')}</h2>
          <p class="small">
            {t(
              `在您的浏览器里加密，服务器、主持人都读不到；钥匙分给：${trustees}，${box.terms.threshold} 位到齐，截止以后一起打开。`,
              `Encrypted in your browser, where neither server nor keeper reads it; the key is shared among ${trustees}: ${box.terms.threshold} of them open all at once, after the end.`,
            )}{' '}
            {withdraw
              ? t('截止前可以更换、撤回。', 'Until the end it can be replaced or withdrawn.')
              : once
                ? t('只报一次，递交后不能更换、撤回。', 'There is one bid; it is neither replaced nor withdrawn.')
                : t(
                    '截止前可以更换，最后一份算数；不能撤回。',
                    'Until the end it can be replaced, and the last counts; it cannot be withdrawn.',
                  )}
          </p>
          <p class="notice warning" data-needs-scripts>
            {t(
              '密封要由您的浏览器当场加密，所以需要打开脚本（JavaScript）。打不开的，请带证件到交易中心的窗口，用那里的电脑登录，自己密封；工作人员不能代您填价。',
              'Your own browser encrypts it, so this needs scripts. Where it cannot: at the counter of the exchange you log in on a computer there and seal it yourself; nobody of the staff may type the price for you.',
            )}
          </p>
          <SealForm
            p={p}
            of="bid"
            number={v.number}
            box={box}
            mine={mine}
            label={t(`报价（${unitOf(v).zh}）`, `Bid (${unitOf(v).en})`)}
            again={t('核对大写以后，再填一次', 'Check the capitals, then type it once more')}
            facts={{
              'data-times': inWan(v) ? '10000' : '1',
              'data-least': me.next ?? undefined,
              'data-unit': v.profile.unit,
              'data-limit': me.limit ?? undefined,
              'data-rising': String(v.profile.direction === 'up'),
            }}
          >
            {me.next !== null && (
              <p class="small">
                {v.profile.direction === 'up'
                  ? t(`最少 ${amountOf(v, me.next, lang)}`, `at least ${amountOf(v, me.next, lang)}`)
                  : t(`最多 ${amountOf(v, me.next, lang)}`, `at most ${amountOf(v, me.next, lang)}`)}
              </p>
            )}
          </SealForm>
        </>
      )}
    </div>
  )
}

/** What was taken, and its receipt: a leaf of the ledger. */
function MyEnvelope({ p, counts }: { p: PageContext; counts: NonNullable<Box['mine']>['receipts'][number] }) {
  const { t, lang } = p
  return (
    <section class="notice success">
      <strong>{t('您的密封报价已收下', 'Your sealed bid was taken')}</strong>
      <Facts
        rows={[
          [t('第几份', 'Version'), String(counts.version)],
          [t('收到', 'Arrived'), sayTime(new Date(counts.receivedAt), lang)],
          [t('摘要', 'Digest'), <code>{counts.digest.slice(0, 16)}…</code>],
          ...(counts.act
            ? ([
                [
                  t('账本凭证', 'Receipt'),
                  <Proof actId={counts.act} lang={lang} of={t('密封报价', 'the sealed bid')} />,
                ],
              ] as [string, ComponentChild][])
            : []),
        ]}
      />
    </section>
  )
}
