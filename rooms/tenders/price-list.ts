// The list of quantities and what bidders made of it. A list is sealed with its bid: its sums are first looked at by the committee.
import { type CaseAt, caseOfKind, isParty } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import {
  anyone,
  type Files,
  NoWorkbook,
  noWorkbook,
  postOf,
  query,
  type ReadContext,
  type Text,
  tableRows,
  text,
} from '../../kernel/platform/index.ts'
import { numberOfBidder } from '../../trade/bond/index.ts'
import { seatOf } from '../../trade/committee/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import {
  type Asked,
  type CellProblem,
  type Correction,
  correct,
  decimal,
  PRICE_LIST,
  q,
  readAsked,
  readPriceList,
  show,
  templateRows,
} from '../../trade/scoring/index.ts'
import { act, OFFICER, type Tender, tender } from './case.kind.ts'
import { answerCorrection, priceList, putCorrection, setPriceList } from './price-list.contract.ts'

const fen = (yuan: string) => {
  const { n, d } = decimal(yuan)
  return Number((n * 100n) / d)
}
const shown = (problems: readonly CellProblem[]): Text => {
  const say = (lang: 'zh' | 'en') =>
    problems
      .slice(0, 8)
      .map((p) => `${p.cell}${lang === 'zh' ? '：' : ': '}${p.says[lang]}`)
      .join(lang === 'zh' ? '；' : '; ') + (problems.length > 8 ? ' …' : '')
  return text(say('zh'), say('en'))
}
async function askedIn(bytes: Uint8Array): Promise<{ asked: Asked[]; wrong?: Text }> {
  try {
    const { asked, problems } = readAsked(await tableRows(bytes))
    return problems.length > 0 ? { asked, wrong: shown(problems) } : { asked }
  } catch (error) {
    if (error instanceof NoWorkbook) return { asked: [], wrong: noWorkbook[error.why] }
    throw error
  }
}

export const priceListSet = act(setPriceList, {
  act: 'tender.price-list-set',
  who: ({ found }, actor) => postOf(actor, OFFICER)?.unitCode === found.unit,
  check({ at, problem }) {
    if (at.facts.status !== 'approved') throw problem('NOT_OPEN')
  },
  async prepare({ tx, input, files, problem }) {
    const { asked, wrong } = await askedIn(input.file.bytes)
    if (wrong) throw problem('TABLE', { detail: wrong })
    // Kept is what was read of it, not what else the file may hold.
    const kept = await files.put(tx, new TextEncoder().encode(JSON.stringify(asked)), 'application/json')
    return { sha256: kept.sha256, lines: asked.length }
  },
  says: ({ made }) => ({ basis: [cite('招标投标法', 19)], public: made! }),
  output: ({ made }) => ({ lines: made!.lines }),
})

async function askedOf(files: Files, f: Tender): Promise<Asked[] | undefined> {
  const bytes = f.priceList && (await files.get(f.priceList.sha256))
  return bytes ? (JSON.parse(new TextDecoder().decode(bytes)) as Asked[]) : undefined
}
export const viewPriceList = query(priceList, {
  allow: anyone,
  async run({ tx, input, files, problem }) {
    const at = await caseOfKind(tx, tender, input.number)
    const asked = at?.facts.announced && (await askedOf(files, at.facts))
    if (!asked) throw problem('NONE')
    return asked
  },
})
export { templateRows }

export type CorrectedList = { total: number; corrections: Correction[]; problems: CellProblem[] }
/** What arithmetic makes of a bid’s list; undefined where there is none, or it cannot be read yet. */
export async function correctedOf(
  { files, callAsSystem }: Pick<ReadContext, 'files' | 'callAsSystem'>,
  at: CaseAt<Tender>,
  bidder: number,
): Promise<CorrectedList | undefined> {
  const asked = await askedOf(files, at.facts)
  if (!asked) return undefined
  const { number } = at.found
  const bid = (await callAsSystem(envelope.results, { number })).find((b) => b.bidder === bidder)
  const nth = bid?.files?.findIndex((f) => f.name === PRICE_LIST) ?? -1
  if (!bid?.files) return undefined
  const nothing = (says: Text): CorrectedList => ({ total: 0, corrections: [], problems: [{ cell: 'A1', says }] })
  if (nth < 0) return nothing(text('投标里没有报价清单', 'the bid has no priced list'))
  const { bytes } = await callAsSystem(envelope.readFile, { number, bidder, nth })
  try {
    const { list, problems } = readPriceList(await tableRows(bytes), asked)
    if (!list || problems.length > 0) return { total: 0, corrections: [], problems }
    const { total, corrections } = correct(list)
    const sheet = Number(bid.sheet?.price ?? 0)
    // The sheet that was read out is the total of the list.
    const differs =
      fen(list.total) === sheet
        ? []
        : [{ at: '开标一览表', said: show(q(sheet, 100), 2), is: total, rule: 'sum' as const }]
    return { total: fen(total), corrections: [...corrections, ...differs], problems: [] }
  } catch (error) {
    if (error instanceof NoWorkbook) return nothing(noWorkbook[error.why])
    throw error
  }
}

export const correctionPut = act(putCorrection, {
  act: 'tender.correction-put',
  as: 'citizen',
  who: (at, actor) => isParty(at, actor, 'expert'),
  async check({ at, input, files, callAsSystem, problem }) {
    const f = at.facts
    if (f.status !== 'evaluating') throw problem('NOT_OPEN')
    if (f.correcting.some((c) => c.bidder === input.bidder)) throw problem('ONCE')
    const found = await correctedOf({ files, callAsSystem }, at, input.bidder)
    if (!found || found.problems.length > 0 || found.corrections.length === 0) throw problem('NOTHING')
  },
  prepare: ({ at, tx, actor }) => seatOf(tx, at, actor),
  says: ({ input, made }) => ({
    basis: [cite('招标投标法实施条例', 52)],
    public: { bidder: input.bidder, member: made! },
  }),
})

/** In writing, and binding: the corrected price is what is compared and contracted. */
export const correctionAnswered = act(answerCorrection, {
  act: 'tender.correction-answered',
  as: 'citizen',
  who: (at, actor) => isParty(at, actor, 'bidder'),
  async prepare({ at, tx, actor, files, callAsSystem, problem }) {
    const bidder = await numberOfBidder(tx, at.found, actor)
    const asked = at.facts.correcting.find((c) => c.bidder === bidder)
    if (at.facts.status !== 'evaluating' || !asked || asked.accepts !== null) throw problem('NONE')
    return { bidder: bidder!, price: (await correctedOf({ files, callAsSystem }, at, bidder!))!.total }
  },
  says: ({ input, made }) => ({
    basis: [cite('招标投标法实施条例', 52)],
    public: { ...made!, accepts: input.accepts },
  }),
})
