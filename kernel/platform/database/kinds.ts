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

export const CENTRAL = [
  'enforcement.register',
  'identity.attempt',
  'identity.challenge',
  'identity.device',
  'identity.held_form',
  'identity.kin',
  'identity.passkey',
  'identity.password',
  'identity.proposal',
  'identity.recovery',
  'identity.session',
  'ledger.checkpoint',
  'ledger.head',
  'ledger.leaf',
  'ledger.tally',
  'ledger.watch',
  'platform.fault',
  'platform.file',
  'platform.migration',
  'search.entry',
] as const

export type TableKind = 'spread' | 'copied' | 'central'
export const kindOf = (table: string): TableKind =>
  (COPIED as readonly string[]).includes(table)
    ? 'copied'
    : (CENTRAL as readonly string[]).includes(table)
      ? 'central'
      : 'spread'
