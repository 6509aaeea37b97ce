import { z } from 'zod'
import { text } from '../platform/index.ts'
import type { Register } from './provider.ts'

const named = z.object({ name: z.string() })
const answer = z.object({
  data: z.array(
    z.object({
      attributes: z.object({
        entity: z.object({
          legalName: named,
          registeredAs: z.string().nullish(),
          legalAddress: z.object({ addressLines: z.array(z.string()).default([]) }).nullish(),
        }),
      }),
    }),
  ),
})

/**
 * The Global LEI Index (GLEIF API, version 1, JSON:API): free and without a key, of the enterprises that have an LEI. It names no
 * representative. `base` without a slash at its end; the public one is https://api.gleif.org/api/v1.
 */
export const gleif = (base: string): Register => ({
  title: text('全球法人识别编码索引（GLEIF）', 'the Global LEI Index (GLEIF)'),
  async find(uscc, { signal }) {
    const query = new URLSearchParams({
      'filter[entity.registeredAs]': uscc,
      'filter[entity.legalAddress.country]': 'CN',
      'page[size]': '2',
    })
    const response = await fetch(`${base}/lei-records?${query}`, {
      signal,
      headers: { accept: 'application/vnd.api+json' },
    })
    if (!response.ok) throw new Error(`GLEIF answered ${response.status}`)
    const [record] = answer.parse(await response.json()).data
    if (!record) return undefined
    const { legalName, registeredAs, legalAddress } = record.attributes.entity
    const address = legalAddress?.addressLines.join('')
    return { uscc: registeredAs ?? '', name: legalName.name, ...(address ? { address } : {}) }
  },
})
