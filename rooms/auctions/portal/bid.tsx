import { action, type FormValues, type PageContext, page, text } from '../../../kernel/platform/index.ts'
import { contract as auction } from '../../../trade/auction/index.ts'
import { contract as envelope, partAction } from '../../../trade/envelope/index.ts'
import { Act, PortalPage, readFen } from '../../../web/ui/index.ts'
import { Curve } from '../curve.tsx'
import * as paths from '../paths.ts'
import { Hall } from '../shown.tsx'
import { amountOf, inWan, isSecond, sayInstant, typedOf, unitOf, type View } from '../words.ts'
import { Confirm, ForWhom } from './bid-parts.tsx'
import { SealedBid } from './sealed-bid.tsx'

const one = (v: FormValues[string] | undefined): string => (typeof v === 'string' ? v.trim() : '')
const here = (p: PageContext) => paths.bidding(p.params.number!)

/** What was typed in the sale’s own unit, as an integer; undefined where it is no amount. */
function readAmount(v: View, typed: string): number | undefined {
  const fen = readFen(typed)
  if (fen === undefined) return undefined
  const amount = isSecond(v) ? Number(fen) / 100 : Number(fen) * (inWan(v) ? 10_000 : 1)
  return Number.isSafeInteger(amount) ? amount : undefined
}

/** How many steps over the least somebody may choose at one touch. */
const CHOICES = [0, 1, 2, 5]

/** For who bids: one column, large, for a thumb or a keyboard; two steps, and what was typed stands in capitals before it counts. */
export default page({
  path: `${paths.portal}/:number/bid`,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    bid: action({
      operation: auction.placeBid,
      input: (f: FormValues, p: PageContext) => ({
        number: p.params.number!,
        amount: Number(one(f.amount)),
        sure: f.sure === 'true',
      }),
      next: ({ n }, p) => `${here(p)}?taken=${n}`,
    }),
    part: partAction((f) => String(f.box ?? '')),
    withdraw: action({
      operation: auction.withdrawBid,
      input: (_: FormValues, p: PageContext) => ({ number: p.params.number! }),
      next: (_, p) => `${here(p)}?withdrawn=1`,
    }),
    limit: action({
      operation: auction.setLimit,
      input: async (f: FormValues, p: PageContext) => {
        const typed = one(f.limit)
        const v = await p.call(auction.view, { number: p.params.number! })
        return {
          number: p.params.number!,
          limit: typed === '' ? null : (readAmount({ ...v, stage: 'price' }, typed) ?? (typed as never)),
        }
      },
      next: (_, p) => `${here(p)}?limited=1`,
    }),
    agree: action({
      operation: auction.goOn,
      input: (_: FormValues, p: PageContext) => ({ number: p.params.number! }),
      next: (_, p) => `${here(p)}?agreed=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const v = await p.call(auction.view, { number: p.params.number! })
    const { me } = v
    if (!me) return { title: v.title, redirect: paths.sale(v.number) }
    const typed = p.form ? '' : (p.query.amount ?? '')
    const refused = p.form?.action === 'bid' ? Number(one(p.form.values.amount)) : undefined
    const asked = refused ?? (typed === '' ? undefined : p.query.exact ? Number(typed) : readAmount(v, typed))
    const leap = p.form?.problem.code === 'LEAP'
    const wrong = typed !== '' && (asked === undefined || !Number.isSafeInteger(asked) || asked <= 0)
    const confirming =
      !(v.profile.stages.find((s) => s.id === v.stage)?.kind === 'sealed') &&
      asked !== undefined &&
      !wrong &&
      (!p.form || leap)
    const stage = v.profile.stages.find((s) => s.id === v.stage)
    const step = isSecond(v) ? v.terms.second!.step : (v.terms.steps?.[v.stage] ?? v.terms.step)
    const sign = v.profile.direction === 'up' ? 1 : -1
    const choices =
      me.next === null
        ? []
        : CHOICES.map((n) => me.next! + sign * n * step).filter(
            (a) => a > 0 && (v.terms.cap === undefined || isSecond(v) || a <= v.terms.cap),
          )
    const log = await p.call(auction.log, { number: v.number })
    const speaks = me.forWhom?.stands ?? true
    const sealed = stage?.kind === 'sealed'
    const box = sealed && v.sealing ? await p.call(envelope.view, { number: v.sealing.box }) : undefined
    const state = v.outcome
      ? 'over'
      : v.frozen
        ? 'frozen'
        : me.leads
          ? 'leads'
          : me.sealed
            ? 'sealed'
            : me.amount === null
              ? 'none'
              : 'beaten'
    const says: Record<string, string> = {
      leads: t('▲ 您现在领先', '▲ You lead now'),
      beaten: t('▼ 已有人比您高', '▼ Somebody is above you'),
      none: t('您还没有报价', 'You have not bid yet'),
      sealed: t('● 您的密封报价已收下，截止以后才打开', '● Your sealed bid was taken; it is opened after the end'),
      frozen: t('■ 已中止，不能报价', '■ Frozen: no bids'),
      over: me.leads ? t('▲ 您的报价最高', '▲ Your bid is the highest') : t('竞价已经结束', 'The sale has ended'),
    }
    const mine =
      me.amount === null
        ? ''
        : amountOf({ ...v, stage: me.second === null ? 'price' : v.stage }, me.second ?? me.amount, lang)
    return {
      title: text(`报价：${v.title.zh}`, `Bid: ${v.title.en}`),
      scripts: ['/assets/bidding.js', ...(sealed ? ['/assets/seal-amount.js'] : [])],
      body: (
        <PortalPage
          p={p}
          narrow
          title={v.title[lang]}
          lead={t(`您的竞买号：${me.bidder}`, `Your number: ${me.bidder}`)}
          back={{ href: paths.sale(v.number), text: t('竞价公开页', 'The sale for everybody') }}
          said={[
            [
              p.query.taken,
              text(
                `已接受，第 ${p.query.taken} 条。凭证在记录里。`,
                `Taken, entry ${p.query.taken}. Its receipt stands in the record.`,
              ),
            ],
            [p.query.done, text('已收下，凭证在下面。', 'It was taken; its receipt stands below.')],
            [p.query.withdrawn, text('已撤回。', 'It was withdrawn.')],
            [p.query.limited, text('限价已设定。', 'Your limit is set.')],
            [p.query.agreed, text('已登记：您继续竞价。', 'Noted: you go on.')],
          ]}
          labels={{ amount: t('报价', 'Bid'), limit: t('限价', 'Limit') }}
        >
          {me.forWhom && <ForWhom p={p} v={v} />}
          <Hall p={p} v={v} here={paths.bidding(v.number)}>
            <p
              class="my-state"
              role="status"
              data-me={String(me.bidder)}
              data-bid={me.sealed ? 'sealed' : me.amount === null ? '' : 'true'}
              data-state={state}
              {...Object.fromEntries(Object.entries(says).map(([k, said]) => [`data-say-${k}`, said]))}
            >
              {says[state]}
            </p>
            {mine && <p class="small">{t(`您的报价：${mine}`, `Your bid: ${mine}`)}</p>}
            <p data-stage-changed hidden>
              <a class="button" href={paths.bidding(v.number)}>
                {t('进入下一阶段了，点这里继续', 'The next stage has begun: go on')}
              </a>
            </p>
            {confirming && speaks && !v.outcome && <Confirm p={p} v={v} amount={asked} leap={leap} over={me.next} />}
            {speaks && !confirming && stage?.kind === 'pause' && stage.asks && !me.agreed && (
              <form method="post">
                <Act p={p} name="agree" />
                <button class="button" type="submit">
                  {t('我愿意继续竞价', 'I go on bidding')}
                </button>
              </form>
            )}
            {sealed && speaks && !v.frozen && !v.outcome && <SealedBid p={p} v={v} box={box} />}
            {!sealed && speaks && !confirming && me.next !== null && !v.frozen && !v.outcome && (
              <div data-next-form={String(me.next)}>
                <h2>{t('选一个价', 'Choose a price')}</h2>
                <ul class="steps-to-choose">
                  {choices.map((a) => (
                    <li>
                      <a class="button secondary" href={`${paths.bidding(v.number)}?amount=${a}&exact=1`}>
                        {amountOf(v, a, lang)}
                      </a>
                    </li>
                  ))}
                </ul>
                <form method="get" class="form">
                  <div class="field">
                    <label for="f-amount">{t(`或自己填（${unitOf(v).zh}）`, `Or type it (${unitOf(v).en})`)}</label>
                    {wrong && (
                      <span class="error">
                        {t('请写成数字，例如 1050 或 1050.5。', 'Please write a number, as 1050 or 1050.5.')}
                      </span>
                    )}
                    <input
                      id="f-amount"
                      name="amount"
                      inputmode="decimal"
                      autocomplete="off"
                      required
                      value={wrong ? typed : refused ? typedOf(v, refused) : ''}
                    />
                    <span class="small">
                      {t(`现在最少 ${amountOf(v, me.next, lang)}`, `at least ${amountOf(v, me.next, lang)} now`)}
                    </span>
                  </div>
                  <button class="button" type="submit">
                    {t('下一步：核对', 'Next: check it')}
                  </button>
                </form>
              </div>
            )}
          </Hall>
          <Curve v={v} log={log} lang={lang} />
          {!v.outcome && (
            <details class="more" open={p.form?.action === 'limit'}>
              <summary>
                {me.limit === null
                  ? t('给自己设一个最高限价', 'Set yourself a limit')
                  : t(
                      `我的限价：${amountOf({ ...v, stage: 'price' }, me.limit, lang)}`,
                      `My limit: ${amountOf({ ...v, stage: 'price' }, me.limit, lang)}`,
                    )}
              </summary>
              <form method="post" class="form">
                <Act p={p} name="limit" />
                <div class="field">
                  <label for="f-limit">
                    {t(
                      `不超过（${inWan(v) ? '万元' : '元'}），留空取消`,
                      `At most (${inWan(v) ? '10,000 yuan' : 'yuan'}); empty: none`,
                    )}
                  </label>
                  <input
                    id="f-limit"
                    name="limit"
                    inputmode="decimal"
                    autocomplete="off"
                    value={me.limit === null ? '' : typedOf({ ...v, stage: 'price' }, me.limit)}
                  />
                  <span class="small">
                    {t('只有您自己看得到；超过它的报价不会发出。', 'Only you see it; no bid above it is sent.')}
                  </span>
                </div>
                <button class="button secondary" type="submit">
                  {t('保存限价', 'Save the limit')}
                </button>
              </form>
            </details>
          )}
          <p class="small">
            {t(
              `以服务器收到的时间为准；一经接受不能撤回。页面时间 ${sayInstant(v.now)}。`,
              `Arrival at the server counts; what was taken cannot be withdrawn. Time of this page ${sayInstant(v.now)}.`,
            )}
          </p>
        </PortalPage>
      ),
    }
  },
})
