import { action, type FormValues, page, text } from '../../../kernel/platform/index.ts'
import { bondWords } from '../../../trade/bond/contract.ts'
import { contract as envelope, partAction } from '../../../trade/envelope/index.ts'
import { Countdown, Facts, PortalPage, SealedBid, type SealedField, sayYuan } from '../../../web/ui/index.ts'
import * as suppliers from '../../suppliers/contract.ts'
import { process } from '../contract.ts'
import { hasRounds } from '../method.rules.ts'
import { boxOf } from '../opening.ts'
import { portal } from '../paths.ts'

type Of = { params: Record<string, string>; query: Record<string, string> }
const box = (p: Of) => boxOf(p.params.number!, Number(p.query.round ?? 0) || 0)

const membersField = (t: (zh: string, en: string) => string): SealedField => ({
  ...{ name: 'members', part: 'identity', kind: 'members' },
  label: t('联合体其他成员（不是联合体不填）', 'Other members of the consortium (if it is one)'),
  hint: t(
    '您是牵头人；这里一家一行：名称 信用代码 分工。成员不得再单独参加或参加别的联合体，否则相关响应都无效（实施条例第二十二条）。',
    'You lead; here one a line: name, credit code, part of the work. No member may bid alone too or in another consortium: all those bids would be void (art. 22).',
  ),
})

/** Sealing a response, or a quote of a round: everything is encrypted in this browser; the supplier is as registered. */
export default page({
  path: `${portal}/:number/bid`,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    part: partAction((_, p) => box(p)),
    withdraw: action({
      operation: envelope.withdraw,
      input: (_: FormValues, p) => ({ number: box(p) }),
      next: (_, p) => `${p.url.pathname}?withdrawn=1${p.query.round ? `&round=${p.query.round}` : ''}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const number = p.params.number!
    const [c, b, me] = await Promise.all([
      p.call(process, { number }),
      p.call(envelope.view, { number: box(p) }),
      p.call(suppliers.mine, {}),
    ])
    const quote = box(p) !== number
    const open = b.state === 'open' && p.clock.now() < new Date(b.terms.deadline)
    const price: SealedField = {
      ...{ name: 'price', part: 'sheet', kind: 'money', label: t('报价（元）', 'Price (yuan)') },
      hint: t('例如 498000.00，含税、运输、安装', 'as 498000.00, with tax, transport, installation'),
    }
    const domestic: SealedField = {
      ...{ name: 'domestic', part: 'sheet', kind: 'yes' },
      label: t('产品符合本国产品标准（自行声明，负责任）', 'The product is domestic, as declared'),
    }
    const statement: SealedField = {
      ...{ name: 'statement', part: 'sheet', kind: 'text', label: t('对采购需求的响应', 'Your response to the need') },
    }
    return {
      title: text('密封响应', 'Sealed response'),
      scripts: ['/assets/sealing.js', '/assets/countdown.js'],
      body: (
        <PortalPage
          p={p}
          title={
            quote ? t(`第 ${p.query.round} 轮报价`, `Quote, round ${p.query.round}`) : t('密封响应', 'Sealed response')
          }
          lead={lang === 'zh' ? c.form.title : c.form.titleEn}
          back={{ href: `${portal}/${number}`, text: t('项目页面', 'The process') }}
          said={[[p.query.withdrawn, text('已撤回。', 'Withdrawn.')]]}
        >
          {!b.mine || !me ? (
            <p class="notice info" role="status">
              {t('请先在项目页面登记参加。', 'Please register on the page of the process first.')}
            </p>
          ) : (
            <>
              <Facts
                rows={[
                  [t('供应商', 'Supplier'), `${me.name} ${me.uscc}`],
                  [
                    t('截止', 'Deadline'),
                    <Countdown
                      until={new Date(b.terms.deadline)}
                      now={p.clock.now()}
                      lang={lang}
                      what={t('离截止', 'to the deadline')}
                    />,
                  ],
                  [t('最高限价', 'Ceiling'), sayYuan(c.form.ceiling, lang)],
                  ...(c.now.bond
                    ? ([
                        [
                          t('保证金', 'Bond'),
                          <a href={`/pay/${c.now.bond.order}`}>{bondWords[c.now.bond.state][lang]}</a>,
                        ],
                      ] as [string, never][])
                    : []),
                ]}
              />
              <SealedBid
                p={p}
                {...{ terms: b.terms, bidder: b.mine.bidder, next: b.mine.next, receipts: b.mine.receipts, open }}
                ceiling={c.form.ceiling}
                files={quote ? 'optional' : 'required'}
                fields={[
                  ...(quote ? [price] : hasRounds(c.form.method) ? [statement, domestic] : [price, domestic]),
                  ...(
                    [
                      ['name', t('供应商名称', 'Supplier'), me.name],
                      ['uscc', t('统一社会信用代码', 'Credit code'), me.uscc],
                      ['contact', t('联系方式', 'Contact'), me.contact],
                    ] as const
                  ).map(
                    ([name, label, value]): SealedField => ({
                      name,
                      part: 'identity',
                      kind: 'text',
                      label,
                      value,
                      fixed: true,
                    }),
                  ),
                  ...(c.form.consortium && !quote ? [membersField(t)] : []),
                ]}
                words={{
                  sheet: quote ? t('报价', 'Quote') : t('开启一览表', 'Opening sheet'),
                  identity: t('供应商（登记的）', 'The supplier, as registered'),
                  files: quote
                    ? t('附件（可不附）', 'Documents, if any')
                    : t('响应文件（可选多个）', 'Documents (several)'),
                }}
              />
            </>
          )}
        </PortalPage>
      ),
    }
  },
})
