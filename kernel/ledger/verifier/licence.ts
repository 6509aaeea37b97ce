import { isSheet } from './sheet.ts'
import { line } from './signed.ts'
import { type Keys, PRINTED, type Verdict, verifyReceipt } from './verdict.ts'

/** The licence as the record has it, to be laid beside the paper. */
export type RecordedLicence = {
  number: string
  title: { zh: string; en: string }
  holder: string
  lines: [string, string][]
  issuedBy: string
  issuedOn: string
  validity: string
}

export type LicenceVerdict = Verdict & { licence?: RecordedLicence }

/**
 * A licence's PDF with the receipt that was found in it. Proven is what the record says; the file itself is proven only where every
 * byte of it is what was issued. A file that was changed is not proven, and the record is shown all the same.
 */
export async function verifyLicence(file: Uint8Array, receipt: string, keys: Keys): Promise<LicenceVerdict> {
  const verdict = await verifyReceipt(receipt, keys)
  const licence = verdict.disclosed?.licence as (RecordedLicence & { pdf?: unknown }) | undefined
  // A letter of a case: its record is what the act committed to; its page is drawn anew each time, so no bytes are compared.
  if (verdict.proven && verdict.entry?.public?.document !== undefined)
    return { ...verdict, notProven: [PRINTED, ...verdict.notProven] }
  if (!verdict.proven || verdict.entry?.type !== 'licence.issued' || !licence)
    return {
      ...verdict,
      proven: false,
      lines: [
        ...verdict.lines,
        ...(verdict.proven ? [line(false, '附带的回执不是这张证照的', 'the receipt in it is not a licence’s')] : []),
      ],
    }
  if (licence.pdf === undefined) return { ...verdict, licence, notProven: [PRINTED, ...verdict.notProven] }
  const whole = await isSheet(file, licence.pdf, receipt)
  return {
    ...verdict,
    licence,
    proven: whole,
    lines: [
      whole
        ? line(
            true,
            '这个文件就是当时颁发的那一份，一个字节都没改',
            'This file is the one that was issued, to the byte',
          )
        : line(
            false,
            '这个文件不是当时颁发的那一份：纸面被改过，或重新存过。以下面的记录为准',
            'This file is not the one that was issued: its page was altered, or it was saved anew. What counts is the record below',
          ),
      ...verdict.lines,
    ],
  }
}

/** The rows of the licence as it is drawn beside the paper. */
export const licenceRows = (l: RecordedLicence): [zh: string, en: string, value: string][] => [
  ['证照', 'Licence', `${l.title?.zh} ${l.title?.en}`],
  ['编号', 'Number', String(l.number)],
  ['持证人', 'Holder', String(l.holder)],
  ...(Array.isArray(l.lines) ? l.lines : []).map(([name, value]): [string, string, string] => [
    String(name),
    String(name),
    String(value),
  ]),
  ['颁发机关', 'Issued by', String(l.issuedBy)],
  ['颁发日期', 'Issued on', String(l.issuedOn)],
  ['有效期', 'Valid', String(l.validity)],
]
