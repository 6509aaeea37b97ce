/**
 * How a table lives once a city has more than one database. Every table is *spread* unless it stands here: its rows belong to one
 * place, its keys begin with `jurisdiction`, and no hot statement reads it without one value of it. *Copied*: small, written
 * seldom, read together with the rows of any place, so the same everywhere. *Central*: of the whole city, at the centre only.
 */
export const COPIED = [
  'catalog.scenario',
  'catalog.version',
  'discretion.standard',
  'discretion.version',
  'envelope.trustee_key',
  'identity.appointment',
  'identity.card',
  'identity.organisation',
  'identity.organisation_member',
  'identity.person',
  'identity.post',
  'identity.unit',
  'inspection.list',
  'parties.list',
  'parties.mark',
  'parties.subject',
  'platform.setting',
  'procedure.chart',
  'watch.outage',
  'watch.rule',
  'watch.rule_change',
] as const

/**
 * Copied tables whose key is the digest of the row: the same wherever it is written first (a room’s chart, with the first case that
 * goes along it), so that a place may write it, too. It goes both ways, and where it is there already it is left out.
 */
export const ANYWHERE: Record<string, string> = { 'procedure.chart': 'digest' }

export const CENTRAL = [
  'identity.attempt',
  'identity.authority',
  'identity.challenge',
  'identity.device',
  'identity.feed',
  'identity.held_form',
  'identity.invitation',
  'identity.kin',
  'identity.passkey',
  'identity.password',
  'identity.proposal',
  'identity.profile',
  'identity.recovery',
  'identity.session',
  'identity.substitution',
  'ledger.checkpoint',
  'ledger.head',
  'ledger.leaf',
  'ledger.tally',
  'ledger.watch',
  'platform.fault',
  'platform.file',
  'platform.link',
  'platform.migration',
  'search.entry',
] as const

/**
 * Spread tables whose rows also come to the centre, for what is read over all places: the wall, my cases, an office's lists, the hall,
 * statistics. `without`: columns that stay in the place. All that is not listed stays there: private values and their salts above all.
 */
export const INWARD: Record<string, { without?: readonly string[] }> = {
  'appointments.booking': {},
  'auction.auction': { without: ['reserve'] },
  'cases.assignee': {},
  'cases.case': { without: ['form'] },
  'cases.document': {},
  'cases.draft': { without: ['form'] },
  'cases.party': {},
  'cases.shown': {},
  'cases.standing': {},
  'cases.work': {},
  'consultations.answer': {},
  'consultations.ticket': {},
  'contracting.release': {},
  'credit.fact': {},
  'credit.listing': {},
  'credit.report': {},
  'disclosure.contest': {},
  'disclosure.request': { without: ['asker', 'asked'] },
  'envelope.box': {},
  'enforcement.register': { without: ['subject'] },
  'inspection.plan': {},
  'inspection.task': {},
  'inspection.visit': {},
  'money.order': {},
  'money.refund': {},
  'parties.check': {},
  'platform.set_aside': {},
  'publication.duty': {},
  'publication.entry': {},
  'statistics.cell': {},
  'statistics.fact': {},
  'statistics.point': {},
  'supervision.appeal': {},
  'supervision.light': {},
  'supervision.measure': {},
  'supervision.review': {},
}
/** Acts come too, each with an arrival, so that the centre gives them its own reading order; the order of the place stays there. */
export const ACTS: Record<string, { without?: readonly string[] }> = {
  'platform.act': {},
  'platform.arrival': { without: ['position'] },
}

export type TableKind = 'spread' | 'copied' | 'central'
export const kindOf = (table: string): TableKind =>
  (COPIED as readonly string[]).includes(table)
    ? 'copied'
    : (CENTRAL as readonly string[]).includes(table)
      ? 'central'
      : 'spread'
