// Browser-safe: what a room's contract says of OCDS.
import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import type { Text } from '../../kernel/platform/text.ts'
import { release } from './ocds.shape.ts'

/** In OCDS: what each act of a process changed of what is known; of one process, or what one act told (no release, or one). */
export const releasesContract = (id: `${string}.${string}`, title: Text) =>
  defineContract({
    id,
    kind: 'read',
    title,
    input: z.object({ number: z.string().max(40) }).or(z.object({ act: z.uuid() })),
    output: z.array(release),
  })
