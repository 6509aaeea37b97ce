import { action, type FormValues, page, text } from '../../../kernel/platform/index.ts'
import { bondWords } from '../../../trade/bond/contract.ts'
import { contract as envelope, partAction } from '../../../trade/envelope/index.ts'
import { Countdown, Facts, PortalPage, SealedBid, type SealedField, sayTime, sayYuan } from '../../../web/ui/index.ts'
import { tender } from '../contract.ts'
import { portal } from '../paths.ts'
import { identityFields, sheetFields } from '../words.ts'

/** Sealing and submitting a bid: everything is encrypted in this browser (island `sealing`), which only sends what nobody can read. */
export default page({
  path: `${portal}/:number/bid`,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    part: partAction((_, p) => p.params.number!),
    withdraw: action({
      operation: envelope.withdraw,
      input: (_: FormValues, p) => ({ number: p.params.number! }),
      next: ({ number }) => `${portal}/${number}/bid?withdrawn=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const number = p.params.number!
    const c = await p.call(tender, { number })
    const b = await p.call(envelope.view, { number })
    const { mine } = b
    const open = b.state === 'open' && p.clock.now() < new Date(b.terms.deadline)
    return {
      title: text('密封投标', 'Sealed bid'),
      scripts: ['/assets/sealing.js', '/assets/countdown.js'],
      body: (
        <PortalPage
          p={p}
          title={t('密封投标', 'Sealed bid')}
          lead={lang === 'zh' ? c.form.title : c.form.titleEn}
          back={{ href: `${portal}/${number}`, text: t('项目页面', 'The tender') }}
          said={[[p.query.withdrawn, text('投标已撤回。', 'The bid is withdrawn.')]]}
        >
          {!mine && (
            <p class="notice info" role="status">
              {t('请先在项目页面登记投标。', 'Please register on the page of the tender first.')}
            </p>
          )}
          {mine && (
            <Facts
              rows={[
                [t('投标编号', 'Bidder number'), String(mine.bidder)],
                [
                  t('投标截止', 'Deadline'),
                  open ? (
                    <Countdown
                      until={new Date(b.terms.deadline)}
                      now={p.clock.now()}
                      lang={lang}
                      what={t('离截止', 'to the deadline')}
                    />
                  ) : (
                    sayTime(new Date(b.terms.deadline), lang)
                  ),
                ],
                [t('最高投标限价', 'Ceiling'), sayYuan(c.form.ceiling, lang)],
                [
                  t('投标保证金', 'Bid bond'),
                  c.now.bond && <a href={`/pay/${c.now.bond.order}`}>{bondWords[c.now.bond.state][lang]}</a>,
                ],
              ]}
            />
          )}
          {mine && (
            <SealedBid
              p={p}
              {...{ terms: b.terms, bidder: mine.bidder, next: mine.next, receipts: mine.receipts, open }}
              ceiling={c.form.ceiling}
              {...(c.priceList === null ? {} : { priceList: `${portal}/${number}/price-list` })}
              fields={[
                {
                  ...{ name: 'price', part: 'sheet', kind: 'money', label: t(sheetFields.price) },
                  hint: t('例如 9800000.00', 'as 9800000.00'),
                },
                { name: 'days', part: 'sheet', kind: 'number', label: t(sheetFields.days) },
                { name: 'quality', part: 'sheet', kind: 'text', label: t(sheetFields.quality) },
                ...(['name', 'uscc', 'manager', 'contact'] as const).map(
                  (name): SealedField => ({ name, part: 'identity', kind: 'text', label: t(identityFields[name]) }),
                ),
                ...(c.form.consortium
                  ? [
                      {
                        ...({ name: 'members', part: 'identity', kind: 'members' } as const),
                        label: t('联合体其他成员（不是联合体不填）', 'Other members of the consortium (if it is one)'),
                        hint: t(
                          '上面写牵头人；这里一家一行：名称 信用代码 分工。成员不得再单独投标或参加别的联合体，否则相关投标都无效（实施条例第三十七条）。',
                          'Above stands the leading member; here one a line: name, credit code, part of the work. No member may bid alone too or in another consortium: all those bids would be void (art. 37).',
                        ),
                      },
                    ]
                  : []),
              ]}
              words={{
                sheet: t('开标一览表', 'Opening sheet'),
                identity: t('投标人', 'The bidder'),
                files: t('投标文件（可选多个，合计 500 MB 以内）', 'Bid documents (several; 500 MB in all)'),
              }}
            />
          )}
        </PortalPage>
      ),
    }
  },
})
