import {
  action,
  anyone,
  type FormValues,
  type Output,
  type PageContext,
  page,
  text,
} from '../../../kernel/platform/index.ts'
import { inWhoseName } from '../../../trade/entry/index.ts'
import { Act, Facts, PortalPage, sayYuan, TakePart } from '../../../web/ui/index.ts'
import { match, register } from '../contract.ts'
import { saleKindOf } from '../kinds.ts'
import { portal } from '../paths.ts'
import { viewSale } from '../views.contract.ts'
import { fields, priorities } from '../words.ts'

type Sale = Output<typeof viewSale>

/** One sale: what is sold, on which terms, until when; registering, and how one’s own registration stands. */
export default page({
  path: `${portal}/:number`,
  shell: 'portal',
  allow: anyone,
  actions: {
    register: action({
      operation: register,
      input: (f: FormValues) =>
        ({
          caseId: String(f.caseId ?? ''),
          capacity: String(f.capacity ?? ''),
          agreed: f.agreed === 'true',
          priority: f.priority === 'true',
          ...(f.with ? { with: String(f.with) } : {}),
        }) as never,
      next: ({ number }) => `${portal}/${number}?registered=1`,
    }),
    match: action({
      operation: match,
      input: (f: FormValues) => ({ caseId: String(f.caseId ?? ''), agreed: f.agreed === 'true' }) as never,
      next: ({ number }) => `${portal}/${number}?matched=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const c = await p.call(viewSale, { number: p.params.number! })
    const { form: f, disclosed: d, appraised: a } = c
    const kind = saleKindOf(f.kind)
    const title = lang === 'zh' ? f.title : f.titleEn
    const row = (label: string, value: string): [string, string] => [label, value]
    return {
      title: text(f.title, f.titleEn),
      scripts: ['/assets/careful-form.js'],
      body: (
        <PortalPage
          p={p}
          title={title}
          lead={`${c.number} · ${c.kind[lang]} · ${c.statusText[lang]}`}
          back={{ href: portal, text: t('产权交易', 'Property sales') }}
          said={[
            [
              p.query.registered,
              text(
                '登记已收到。请按缴款通知缴保证金。',
                'Your registration was received. Please pay the deposit by its notice.',
              ),
            ],
            [p.query.matched, text('已行使优先权，成交价不变。', 'You exercised your first right, at the same price.')],
          ]}
          labels={{ agreed: t('承诺', 'Undertaking'), with: t('联合受让方', 'Joint buyers') }}
        >
          {c.mine && <Mine p={p} c={c} />}
          {c.sells && (
            <p>
              <a class="button secondary" href={`/auctions/${c.number}`}>
                {t('看竞价', 'Watch the sale')}
              </a>
            </p>
          )}
          <Facts
            rows={[
              row(t('标的情况', 'What is sold'), f.asset),
              row(t('转让方', 'Transferor'), f.owner),
              row(t('决策', 'Decision'), f.decision),
              ...(a ? [row(t('评估值', 'Appraised'), `${sayYuan(a.appraised, lang)}（${a.base}，${a.report}）`)] : []),
              ...(c.predisclosed && !d ? [row(t('预披露至', 'Pre-disclosed until'), c.predisclosed)] : []),
              ...(d
                ? [
                    row(t('底价', 'Floor'), sayYuan(d.floor, lang)),
                    row(t('保证金', 'Deposit'), sayYuan(d.deposit, lang)),
                    row(
                      t('披露至', 'Disclosed until'),
                      `${d.until}${d.round > 1 ? t(`（第 ${d.round} 次）`, ` (round ${d.round})`) : ''}`,
                    ),
                    row(t('竞价规则', 'Profile'), d.profile[lang]),
                    row(
                      t('只有一人', 'One alone'),
                      d.one === 'agree'
                        ? t('按不低于底价协议成交', 'agrees, not below the floor')
                        : t('不成交', 'no deal'),
                    ),
                  ]
                : []),
              row(t('优先权', 'First right'), priorities[f.priority][lang]),
              ...(c.price === null ? [] : [row(t('成交价', 'Price'), sayYuan(c.price, lang))]),
              ...c.waived.map((w) => row(t(`放行：${fields[w.field].zh}`, `Waived: ${fields[w.field].en}`), w.reason)),
            ]}
          />
          <p class="small">{kind.note[lang]}</p>
          {c.registering && !c.mine && <Register p={p} c={c} />}
        </PortalPage>
      ),
    }
  },
})

function Mine({ p, c }: { p: PageContext; c: Sale }) {
  const { t } = p
  const m = c.mine!
  return (
    <section class="notice">
      <strong>
        {m.matched
          ? t('您已行使优先权。', 'You exercised your first right.')
          : m.outcome === 'pass'
            ? t('您已取得资格。', 'You qualified.')
            : m.outcome === 'refuse'
              ? t('您的登记没有通过。', 'Your registration was refused.')
              : m.late
                ? t('保证金过了截止日才到，会原路退回。', 'The deposit came after its last day and goes back.')
                : m.paid
                  ? t('保证金已到账，资格确认中。', 'The deposit has come; your registration is being decided.')
                  : t('请缴纳保证金。', 'Please pay the deposit.')}
      </strong>
      {m.outcome === 'refuse' && <p>{m.reason}</p>}
      {m.matches && (
        <form method="post">
          <Act p={p} name="match" />
          <input type="hidden" name="caseId" value={c.caseId} />
          <label class="choice">
            <input type="checkbox" name="agreed" value="true" required />{' '}
            {t('我按成交价受让，不再变更。', 'I buy at the price that was bid, for good.')}
          </label>
          <button class="button" type="submit">
            {t('行使优先权', 'Exercise my first right')}
          </button>
        </form>
      )}
      <p>
        {m.outcome === 'pass' && c.sells ? (
          <a class="button" href={`/auctions/${c.number}/bid`}>
            {t('进入报价页', 'To the bidding page')}
          </a>
        ) : (
          <a href={`/pay/${m.order}`}>{t(`缴款通知 ${m.order}`, `Notice to pay ${m.order}`)}</a>
        )}
      </p>
    </section>
  )
}

function Register({ p, c }: { p: PageContext; c: Sale }) {
  const { t } = p
  return (
    <TakePart
      p={p}
      capacities={inWhoseName(p)}
      name="register"
      heading={t('意向受让登记', 'Register to buy')}
      login={t('登录以后登记', 'Log in to register')}
      button={t('登记', 'Register')}
      agreed={t(
        '我看过公告，按现状受让；报价以后不撤回。',
        'I have read the notice and buy it as it is; I do not withdraw a bid.',
      )}
      secret={t(
        '您的身份保密到成交；竞价时只显示竞买号。',
        'Who you are stays secret until the deal; in the sale you are a number.',
      )}
    >
      <input type="hidden" name="caseId" value={c.caseId} />
      <div class="field">
        <label for="f-with">{t('联合受让方（一行一个，没有不填）', 'Joint buyers (a name a line; empty: none)')}</label>
        <textarea id="f-with" name="with" rows={2} maxlength={500}>
          {String(p.form?.values.with ?? '')}
        </textarea>
      </div>
      {c.form.priority !== 'none' && (
        <label class="choice">
          <input type="checkbox" name="priority" value="true" />{' '}
          {t('我主张优先权（由交易中心核实）', 'I claim a first right (the exchange looks at it)')}
        </label>
      )}
    </TakePart>
  )
}
