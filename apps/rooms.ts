// Every system of the city: to add one, add its folder and its line here.
import type { Room } from '../kernel/platform/index.ts'
import identity from '../kernel/identity/index.ts'
import catalog from '../kernel/catalog/index.ts'
import procedure from '../kernel/procedure/index.ts'
import cases from '../kernel/cases/index.ts'
import ledger from '../kernel/ledger/index.ts'
import hall from '../rooms/hall/index.ts'
import legality from '../rooms/legality/index.ts'
import approvals from '../rooms/approvals/index.ts'
import supervision from '../rooms/supervision/index.ts'

export const rooms: Room[] = [identity, catalog, procedure, cases, ledger, hall, legality, approvals, supervision]
