import canonicalize from 'canonicalize'
import type { Act } from '../platform/index.ts'

/** The public part of an act as it stands in the log: canonical JSON (RFC 8785), no personal data, salted commitments. */
export function entryOf(act: Act): Buffer {
  return Buffer.from(
    canonicalize({
      v: 1,
      act: act.id,
      type: act.type,
      jurisdiction: act.jurisdiction,
      subject: { kind: act.subjectKind, id: act.subjectId },
      number: act.number,
      happenedAt: act.happenedAt.toISOString(),
      recordedAt: act.recordedAt.toISOString(),
      actor: act.actor,
      public: act.public,
      commitments: act.commitments,
      basis: act.basis,
    })!,
    'utf8',
  )
}
