import { type Consumer, consumer, type Room } from '../../kernel/platform/index.ts'
import { numberOf, type Release } from '../../trade/ocds/index.ts'
import { putRelease } from './release.store.ts'

export type Markets = readonly Pick<Room, 'publishes'>[]

/** Keeps what each act of a market tells, in the place where it happened. */
export function tell(rooms: Markets): Consumer {
  const markets = rooms.flatMap((r) => r.publishes.contracting ?? [])
  const by = new Map(markets.flatMap((m) => m.on.map((type) => [type, m.releases] as const)))
  return consumer('contracting.release', {
    types: [...by.keys()],
    async run({ tx, acts, jurisdiction, callAsSystem }) {
      for (const act of acts) {
        const told = (await callAsSystem(by.get(act.type)!, { act: act.id })) as Release[]
        for (const release of told) await putRelease(tx, jurisdiction, act.id, numberOf(release.ocid)!, release)
      }
    },
  })
}
