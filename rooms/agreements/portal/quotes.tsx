import { action, anyone, type FormValues, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { contract as envelope, partAction } from '../../../trade/envelope/index.ts'
import {
  Countdown,
  Facts,
  jsonFile,
  PlainTable,
  PortalPage,
  SealedBid,
  sayTime,
  sayYuan,
} from '../../../web/ui/index.ts'
import * as suppliers from '../../suppliers/contract.ts'
import { catalogue, desk, orderOf, quotes as path, portal } from '../paths.ts'
import { quotes } from '../quotes.contract.ts'
import { why } from '../words.ts'

/** One mini-tender for everybody: what is asked, who may quote at most what, and, once opened, who asked for how much. */
export default page({
  path: `${path}/:number`,
  shell: 'portal',
  allow: anyone,
  actions: {
    part: partAction((_, p) => p.params.number!),
    withdraw: action({
      operation: envelope.withdraw,
      input: (_: FormValues, p) => ({ number: p.params.number! }),
      next: (_, p) => `${p.url.pathname}?withdrawn=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const number = orderOf(p.params.number!)
    if (!number) throw standardProblem('NOT_FOUND')
    const c = await p.call(quotes, { number })
    if (c.box !== p.params.number) throw standardProblem('NOT_FOUND')
    const [b, me] = await Promise.all([
      p.call(envelope.view, { number: c.box }),
      p.actor.kind === 'person' ? p.call(suppliers.mine, {}) : null,
    ])
    const mine = c.goods.filter((g) => g.mine)
    const open = b.state === 'open' && p.clock.now() < c.deadline
    const title = text(`二次竞价：${c.good}`, `Mini-tender: ${c.good}`)
    return {
      title,
      scripts: ['/assets/sealing.js', '/assets/countdown.js'],
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={c.statusText[lang]}
          back={{ href: catalogue, text: t('协议商品', 'Agreement goods') }}
          said={[[p.query.withdrawn, text('已撤回。', 'Withdrawn.')]]}
        >
          {open && (
            <Countdown until={c.deadline} now={p.clock.now()} lang={lang} what={t('离报价截止', 'Quotes close in')} />
          )}
          <Facts
            rows={[
              [t('采购单位', 'Buyer'), c.unit[lang]],
              [t('订单', 'Order'), c.number],
              [
                t('框架协议', 'Framework'),
                <a href={`/procurement/${c.agreement}`}>{c.agreementTitle[lang]}</a>,
              ] as never,
              [t('数量', 'Count'), t(`${c.count} ${c.measure}`, `${c.count} × ${c.measure}`)],
              [t('竞价需求', 'What is needed'), c.need],
              [t('交付', 'Delivery'), c.deliver],
              [t('报价截止', 'Quotes until'), sayTime(c.deadline, lang)],
            ]}
          />
          <PlainTable
            caption={t(
              '可以报价的商品和协议价格（报价的上限）',
              'Goods that may be quoted, at the framework’s price at most',
            )}
            columns={[
              { title: t('供应商', 'Supplier') },
              { title: t('品牌型号', 'Model') },
              { title: t('协议价格', 'Framework’s price'), number: true },
            ]}
            rows={c.goods.map((g) => [g.supplier, g.model, sayYuan(g.price, lang)])}
          />
          {c.ranking && (
            <PlainTable
              caption={t('报价和名次', 'Quotes and ranks')}
              columns={[
                { title: t('供应商', 'Supplier') },
                { title: t('品牌型号', 'Model') },
                { title: t('单价', 'Price of one'), number: true },
                { title: t('合计', 'In all'), number: true },
                { title: t('名次', 'Rank') },
              ]}
              rows={c.ranking.map((r) => [
                r.supplier,
                r.model || '—',
                r.price === null ? '—' : sayYuan(r.price, lang),
                r.price === null ? '—' : sayYuan(r.price * c.count, lang),
                r.why
                  ? t(`无效：${why[r.why].zh}`, `void: ${why[r.why].en}`)
                  : `${r.rank}${r.declined ? t('（没有接单）', ' (declined)') : r.passed ? t('（被名单禁止参加，轮到下一家）', ' (barred by a list, passed over)') : ''}`,
              ])}
            />
          )}
          {c.deal && (
            <p class="notice info" role="status">
              {t(
                `成交：${c.deal.supplier}，${sayYuan(c.deal.amount, 'zh')}。`,
                `Chosen: ${c.deal.supplier}, ${sayYuan(c.deal.amount, 'en')}.`,
              )}
            </p>
          )}
          {c.ended && <p class="notice info">{t(`采购人终止：${c.ended}`, `Ended by the buyer: ${c.ended}`)}</p>}
          {!c.ranking && (
            <p class="small">
              {t(
                '报价在供应商的浏览器里加密，截止以后由受托人一起打开，之前谁也看不到；最低价成交，同价的先报的在前（第110号令原文未核）。',
                'Quotes are encrypted in the suppliers’ browsers and opened by trustees after the deadline; nobody reads one before. The lowest price wins, of equal ones the earlier (Order 110 was not read).',
              )}
            </p>
          )}
          {mine.length > 0 && b.mine && me && (
            <SealedBid
              p={p}
              {...{ terms: b.terms, bidder: b.mine.bidder, next: b.mine.next, receipts: b.mine.receipts, open }}
              ceiling={Math.max(...mine.map((g) => g.price))}
              files="optional"
              fields={[
                {
                  ...{ name: 'good', part: 'sheet', kind: 'choice', label: t('报哪个商品', 'For which good') },
                  options: mine.map((g) => ({
                    ...{ value: g.id, ceiling: g.price },
                    label: t(
                      `${g.model}（不高于 ${sayYuan(g.price, 'zh')}）`,
                      `${g.model} (at most ${sayYuan(g.price, 'en')})`,
                    ),
                  })),
                },
                {
                  ...{ name: 'price', part: 'sheet', kind: 'money', label: t('单价（元）', 'Price of one (yuan)') },
                  hint: t('含税、运输、安装，例如 4580.00', 'with tax, transport, installation, as 4580.00'),
                },
                ...(
                  [
                    ['name', t('供应商名称', 'Supplier'), me.name],
                    ['uscc', t('统一社会信用代码', 'Credit code'), me.uscc],
                    ['contact', t('联系方式', 'Contact'), me.contact],
                  ] as const
                ).map(([name, label, value]) => ({
                  ...{ name, part: 'identity' as const, kind: 'text' as const, label, value, fixed: true },
                })),
              ]}
              words={{
                sheet: t('报价', 'Quote'),
                identity: t('供应商（登记的）', 'The supplier, as registered'),
                files: t('附件（可不附）', 'Documents, if any'),
              }}
            />
          )}
          <p class="links-row">
            {mine.length > 0 && <a href={`${portal}/${c.number}`}>{t('订单进展', 'The order’s course')}</a>}
            {b.openedAt && (
              <a href={`${path}/${c.box}/opening.json`}>{t('开启记录（可重算）', 'Record of the opening')}</a>
            )}
            {b.trustee !== null && (
              <a href={`/desk/openings/${c.box}`}>{t('受托人开启', 'For trustees: the opening')}</a>
            )}
            {p.actor.kind === 'person' && p.actor.post && (
              <a href={`${desk}/${c.number}`}>{t('办件页', 'At the desk')}</a>
            )}
          </p>
        </PortalPage>
      ),
    }
  },
})

/** What `gnomon tender verify` reads. */
export const opening = page({
  path: `${path}/:number/opening.json`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    if (!orderOf(p.params.number!)) throw standardProblem('NOT_FOUND')
    const record = await p.call(envelope.record, { number: p.params.number! })
    return jsonFile(text('开启记录', 'Record of the opening'), record)
  },
})
