import { banks, KINDS, kinds, contract as money, REVENUE } from '../../../kernel/money/index.ts'
import { action, holdsPost, type Output, page, postOf, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  DeskPage,
  fieldsOf,
  Light,
  List,
  listQuery,
  Money,
  Notice,
  PlainTable,
  readFields,
  StepForm,
  sayDay,
  sayTime,
  sayYuan,
} from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'

const title = text('对账', 'Reconciliation')
const query = listQuery({}, { size: 30 })
const fileFields = fieldsOf(money.importStatement, {
  file: {
    label: text('对账单', 'Statement'),
    hint: text('camt.053、camt.054 或 CSV', 'camt.053, camt.054 or CSV'),
    kind: 'file',
  },
})
const accountFields = () =>
  fieldsOf(money.openAccount, {
    number: text('账号', 'Account number'),
    holder: {
      label: text('户主单位代码', 'Code of the unit whose account it is'),
      hint: text('财政部门的，不是执法单位的', 'The treasury’s, never that of a unit that fines'),
    },
    kinds: {
      label: text('收什么', 'What it collects'),
      options: Object.fromEntries(KINDS.map((k) => [k, kinds[k].title])),
    },
  })
const assignFields = fieldsOf(money.assignLine, {
  id: { label: text('流水', 'Line'), kind: 'hidden' },
  number: text('缴款编号', 'Number of the order'),
  reason: text('为什么', 'Why'),
})
const returnFields = fieldsOf(money.returnLine, {
  id: { label: text('流水', 'Line'), kind: 'hidden' },
  amount: { label: text('退多少', 'How much'), kind: 'money' },
  reason: text('为什么', 'Why'),
})
type Line = Output<typeof money.reconcile>['rows'][number]

/** The accounts, whether their banks answer, and the money that matches no order. */
export const books = page({
  path: paths.books,
  shell: 'desk',
  allow: holdsPost([REVENUE, 'chief-supervisor', 'auditor']),
  actions: {
    import: action({
      operation: money.importStatement,
      input: (form, p) => ({ jurisdiction: postOf(p.actor)!.jurisdiction, ...readFields(fileFields, form) }),
      next: ({ lines, fresh, unmatched }) => `${paths.books}?lines=${lines}&fresh=${fresh}&unmatched=${unmatched}`,
    }),
    account: action({
      operation: money.openAccount,
      input: (form, p) => ({
        jurisdiction: postOf(p.actor)!.jurisdiction,
        bank: form.bank,
        ...readFields(accountFields(), form),
      }),
      next: () => `${paths.books}?done=1`,
    }),
    assign: action({
      operation: money.assignLine,
      input: (form) => readFields(assignFields, form),
      next: () => `${paths.books}?done=1`,
    }),
    return: action({
      operation: money.returnLine,
      input: (form) => readFields(returnFields, form),
      next: ({ refund }) => `${paths.books}?done=${refund}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const { jurisdiction } = postOf(p.actor)!
    const keeps = postOf(p.actor, REVENUE) !== undefined
    const { lines: _l, fresh: _f, unmatched: _u, done: _d, line: chosen, ...address } = p.query
    const q = query({ query: address, url: p.url })
    const found = await p.call(money.reconcile, { jurisdiction, page: q.page })
    const columns: Column<Line>[] = [
      {
        key: 'day',
        title: text('日期', 'Day'),
        value: (r) => r.day,
        cell: (r) => sayDay(r.day, lang),
        phone: 'heading',
      },
      {
        key: 'amount',
        title: text('金额', 'Amount'),
        number: true,
        value: (r) => sayYuan(r.amount, lang),
        cell: (r) => (
          <>
            {r.direction === 'out' && t('付出 ', 'out ')}
            <Money fen={r.amount} lang={lang} />
          </>
        ),
      },
      { key: 'name', title: text('对方户名', 'Name'), value: (r) => r.name },
      { key: 'reference', title: text('附言', 'Reference'), value: (r) => r.reference },
      { key: 'serial', title: text('银行流水号', 'Serial number'), value: (r) => r.serial, phone: 'none' },
      {
        key: 'why',
        title: text('为什么在这里', 'Why it is here'),
        cell: (r) =>
          r.contradicted ? (
            <Light colour="red">{t('银行后来说的不一样', 'the bank said otherwise later')}</Light>
          ) : (
            t('对不上在缴的通知', 'matches no order that is open')
          ),
      },
      ...(keeps
        ? [
            {
              key: 'do',
              title: text('处理', 'Deal with it'),
              cell: (r: Line) =>
                r.direction === 'in' && !r.orderNumber ? (
                  <a href={`${paths.books}?line=${r.id}#line`}>{t('认领或退款', 'Assign or return')}</a>
                ) : (
                  '—'
                ),
            },
          ]
        : []),
    ]
    const line = keeps ? found.rows.find((r) => r.id === chosen && r.direction === 'in') : undefined
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={title[lang]}
          back={{ href: paths.desk, text: t('缴款通知', 'Orders to pay') }}
          said={[
            [
              p.query.lines,
              text(
                `导入 ${p.query.lines} 笔，新的 ${p.query.fresh} 笔，待核 ${p.query.unmatched} 笔。`,
                `${p.query.lines} lines, ${p.query.fresh} new, ${p.query.unmatched} without an order.`,
              ),
            ],
            [p.query.done, text('已办。', 'Done.')],
          ]}
          labels={{
            file: t('对账单', 'Statement'),
            number: t('缴款编号', 'Number'),
            reason: t('为什么', 'Why'),
            amount: t('金额', 'Amount'),
          }}
        >
          {found.accounts.map((a) => (
            <section>
              <h2>
                {t(a.bank)} <span class="num">{a.number}</span>
              </h2>
              {a.awaySince && (
                <Notice
                  kind="warning"
                  title={t(
                    `从 ${sayTime(a.awaySince, lang)} 起问不到银行（${a.awayWhy}）。${a.nextAsk ? `${sayTime(a.nextAsk, lang)} 再问；` : ''}到账不会丢，问到时一并补上。`,
                    `The bank does not answer since ${sayTime(a.awaySince, lang)} (${a.awayWhy}). ${a.nextAsk ? `It is asked again at ${sayTime(a.nextAsk, lang)}; ` : ''}nothing is lost, it follows when the bank answers.`,
                  )}
                />
              )}
              <p>
                {t('到账 ', 'Received ')}
                <Money fen={a.received} lang={lang} />
                {t('，对上 ', ', matched ')}
                <Money fen={a.assigned} lang={lang} />
                {t('，待核 ', ', without an order ')}
                <Money fen={a.suspense} lang={lang} />
                {a.answeredAt &&
                  t(
                    `；银行上次应答 ${sayTime(a.answeredAt, lang)}`,
                    `; the bank answered last at ${sayTime(a.answeredAt, lang)}`,
                  )}
              </p>
            </section>
          ))}
          <h2>{t('对不上的', 'Without an order')}</h2>
          <List
            lang={lang}
            title={text('对不上的到账', 'Money without an order')}
            query={q}
            rows={found.rows}
            total={found.total}
            columns={columns}
            noFile
            empty={text('都对上了。', 'Everything matches.')}
          />
          {found.refunds.length > 0 && (
            <PlainTable
              caption={t('已通知银行、还没有退出的', 'Refunds that the bank has not shown yet')}
              columns={[
                { title: t('退款编号', 'Refund') },
                { title: t('缴款通知', 'Order') },
                { title: t('金额', 'Amount'), number: true },
                { title: t('其中利息', 'Of it interest'), number: true },
                { title: t('通知于', 'Ordered') },
                { title: t('状态', 'State') },
              ]}
              rows={found.refunds.map((r) => [
                r.number,
                r.order ?? '—',
                <Money fen={r.amount} lang={lang} />,
                <Money fen={r.interest} lang={lang} />,
                sayTime(r.orderedAt, lang),
                <Light colour={r.late ? 'red' : 'green'}>
                  {r.late ? t('逾期：超过五日', 'late: more than five days') : t('在途', 'under way')}
                </Light>,
              ])}
            />
          )}
          {line && (
            <section id="line">
              <h2>
                {line.name} <Money fen={line.amount} lang={lang} />
              </h2>
              <StepForm
                p={p}
                name="assign"
                button={t('认领到这张通知', 'Assign to this order')}
                fields={assignFields}
                values={{ id: line.id }}
              />
              <StepForm
                p={p}
                name="return"
                button={t('退回原账户', 'Return to where it came from')}
                tells={t(`只退到 ${line.counterAccount}。`, `Only to ${line.counterAccount}.`)}
                fields={returnFields}
                values={{ id: line.id, amount: line.amount - line.back }}
              />
            </section>
          )}
          {keeps && (
            <>
              <section>
                <h2>{t('导入对账单', 'Import a statement')}</h2>
                <StepForm p={p} name="import" button={t('导入', 'Import')} fields={fileFields} />
              </section>
              <section>
                <h2>{t('设立代收账户', 'Open a collecting account')}</h2>
                <StepForm p={p} name="account" button={t('设立', 'Open')} fields={accountFields()}>
                  <div class="field">
                    <label for="f-bank">{t('银行', 'Bank')}</label>
                    <select id="f-bank" name="bank">
                      {[...banks.values()].map((b) => (
                        <option value={b.name}>{t(b.title)}</option>
                      ))}
                    </select>
                  </div>
                </StepForm>
              </section>
            </>
          )}
        </DeskPage>
      ),
    }
  },
})
