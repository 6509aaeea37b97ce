import {
  action,
  type Contract,
  type FormValues,
  type Output,
  type Page,
  type PageContext,
  page,
  type Text,
  text,
} from '../../../kernel/platform/index.ts'
import { PortalPage } from '../pages/pages.tsx'
import { readFields } from '../step-form/fields.ts'
import { askingFields, Bench, type BenchProps, signingFields, verdictsOf } from './bench.tsx'

type Write = Contract<any, any, any, 'write'>
/** What a committee's read of { number } says in every market. */
type Seen = {
  caseId: string
  number: string
  title: string
  titleEn: string
  member: string
  members: number
  handedIn: readonly string[]
  reported: boolean
}
type Own = 'mine' | 'signedMine' | 'criteria' | 'codes' | 'bids' | 'signTells' | 'deviations' | 'children'

const one = (v: FormValues[string] | undefined) => (typeof v === 'string' ? v.trim() : '')

/**
 * The page of a member's desk. A market says what its committee reads, which operations its members have, and what stands of each bid;
 * `more`: operations on { caseId, bidder }, by the names of their forms.
 */
export function benchPage<C extends Contract<any, any, any, 'read'>>(of: {
  portal: string
  title: Text
  /** The way back. */
  back: Text
  committee: C
  evaluate: Write
  report: Write
  ask?: Write
  sign?: Write
  more?: Record<string, Write>
  bench(c: Output<C>, p: PageContext): Pick<BenchProps, Own>
}): Page {
  const { portal, title, ask, sign } = of
  const asking = ask && askingFields(ask)
  const signing = sign && signingFields(sign)
  const next = (_: unknown, p: PageContext) => `${portal}/${p.params.number}/committee?done=1`
  const does = (operation: Write, input: (f: FormValues) => object = () => ({})) =>
    action({ operation, input: (f: FormValues) => ({ ...input(f), caseId: one(f.caseId) }), next })
  const ofBidder = (f: FormValues) => ({ bidder: one(f.bidder) })
  return page({
    path: `${portal}/:number/committee`,
    shell: 'portal',
    allow: ({ actor }) => actor.kind === 'person',
    actions: {
      evaluate: does(of.evaluate, (f) => ({ verdicts: verdictsOf(f) })),
      report: does(of.report),
      ...(ask ? { ask: does(ask, (f) => ({ ...readFields(asking!, f), ...ofBidder(f) })) } : {}),
      ...(sign ? { sign: does(sign, (f) => readFields(signing!, f)) } : {}),
      ...Object.fromEntries(
        Object.entries(of.more ?? {}).map(([name, operation]) => [name, does(operation, ofBidder)]),
      ),
    },
    async render(p) {
      const { t, lang } = p
      const read = await p.call(of.committee, { number: p.params.number! } as never)
      const c = read as Seen
      return {
        title,
        scripts: ['/assets/careful-form.js'],
        body: (
          <PortalPage
            p={p}
            title={t(title)}
            lead={`${lang === 'zh' ? c.title : c.titleEn} · ${c.member}`}
            back={{ href: `${portal}/${c.number}`, text: t(of.back) }}
            said={[[p.query.done, text('已记录。', 'It is on record.')]]}
          >
            <Bench
              p={p}
              {...{ caseId: c.caseId, page: `${portal}/${c.number}`, members: c.members, handedIn: c.handedIn }}
              reported={c.reported}
              {...(asking ? { asking } : {})}
              {...(signing ? { signing } : {})}
              {...of.bench(read, p)}
            />
          </PortalPage>
        ),
      }
    },
  })
}
