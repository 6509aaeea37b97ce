// Browser-safe: consortia 联合体 (招标投标法 art. 31; 招标投标法实施条例 art. 37; 政府采购法 art. 24). Who belongs to one is part of what is
// sealed: whoever could ask before the opening whether a company is taken would learn who bids.
import { type Text, text } from '../../kernel/platform/text.ts'

export type Member = { name: string; uscc: string; part: string }
/** How the joint bid agreement is named among a bid’s files. */
export const AGREEMENT = '联合体协议.pdf'
export const MOST_MEMBERS = 9
const LINE = /^(\S.*?)[\s,，]+([0-9A-HJ-NPQRTUWXY]{18})[\s,，]+(\S.*)$/i

/** A member a line: name, credit code, part of the work. The number of the first line that is none. */
export function readMembers(typed: string): { members: Member[] } | { wrong: number } {
  const members: Member[] = []
  for (const [i, line] of typed.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const said = LINE.exec(line.trim())
    if (!said || members.length === MOST_MEMBERS) return { wrong: i + 1 }
    members.push({ name: said[1]!.slice(0, 60), uscc: said[2]!.toUpperCase(), part: said[3]!.slice(0, 40) })
  }
  return { members }
}
export const writeMembers = (members: readonly Member[]): string =>
  members.map((m) => `${m.name} ${m.uscc} ${m.part}`).join('\n')

type Identity = Record<string, string | number> | null | undefined
/** Members beside the leading one; whatever stands in an opened bid is read, and what cannot be read is nobody. */
export function membersOf(identity: Identity): Member[] {
  const said = readMembers(String(identity?.members ?? ''))
  return 'members' in said ? said.members : []
}
/** All who answer for a bid: the leading member first. */
export const companiesOf = (identity: Identity): { name: string; uscc: string }[] =>
  identity
    ? [
        { name: String(identity.name ?? ''), uscc: String(identity.uscc ?? '') },
        ...membersOf(identity).map(({ name, uscc }) => ({ name, uscc })),
      ]
    : []

/** `as`: the codes of the companies that passed the prequalification, where there was one. */
export type Joint = { bidder: number; identity: Identity; files: readonly string[]; as?: readonly string[] }
/** `void`: the law leaves no choice but to reject it. */
export type Fault = { void: boolean; says: Text }

/** By which articles: of the agreement that is missing, and of members that bid twice or are others than passed. */
export type Articles = { agreement: Text; members: Text }
const TENDERING: Articles = {
  agreement: text('第五十一条第二项', 'art. 51 item 2'),
  members: text('实施条例第三十七条', 'art. 37'),
}
/** 政府采购法 art. 24 and 实施条例 art. 22. */
export const BUYING: Articles = {
  agreement: text('政府采购法第二十四条', 'art. 24'),
  members: text('政府采购法实施条例第二十二条', 'art. 22 of the regulation'),
}

/** What is wrong with the consortia among bids that were opened; of one bid. */
export function faultsOf(all: readonly Joint[], of: Joint, accepted: boolean, by: Articles = TENDERING): Fault[] {
  const members = membersOf(of.identity)
  const faults: Fault[] = []
  const fault = (must: boolean, zh: string, en: string) => faults.push({ void: must, says: text(zh, en) })
  if (String(of.identity?.members ?? '').trim() !== '' && members.length === 0)
    fault(false, '联合体成员写得不能读出，请投标人说明', 'its members cannot be read: ask the bidder to explain')
  if (members.length > 0) {
    if (!accepted) fault(true, '公告不接受联合体投标', 'the notice accepts no consortia')
    if (!of.files.includes(AGREEMENT))
      fault(
        true,
        `联合体没有提交共同投标协议（${by.agreement.zh}）`,
        `a consortium without its agreement (${by.agreement.en})`,
      )
  }
  for (const { name, uscc } of companiesOf(of.identity)) {
    if (uscc === '') continue
    const others = all.filter((o) => o.bidder !== of.bidder && companiesOf(o.identity).some((c) => c.uscc === uscc))
    for (const o of others) {
      // Two bids of one company alone are another matter (art. 51 item 4), which the committee sees as a likeness.
      if (members.length === 0 && membersOf(o.identity).length === 0) continue
      fault(
        true,
        `${name} 在 ${of.bidder} 号和 ${o.bidder} 号里都有份，相关投标均无效（${by.members.zh}）`,
        `${name} is part of bids ${of.bidder} and ${o.bidder}: both are void (${by.members.en})`,
      )
    }
    if (companiesOf(of.identity).filter((c) => c.uscc === uscc).length > 1)
      fault(false, `${name} 写了两次`, `${name} stands there twice`)
  }
  const now = companiesOf(of.identity).map((c) => c.uscc)
  if (of.as && (now.length !== of.as.length || now.some((u) => !of.as!.includes(u))))
    fault(
      true,
      `与通过资格预审的不是同一家或同样的成员，投标无效（${by.members.zh}）`,
      `not the company, or not the members, that passed the prequalification: void (${by.members.en})`,
    )
  return [...new Map(faults.map((f) => [f.says.zh, f])).values()]
}
