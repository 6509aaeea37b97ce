import { z } from 'zod'
import { stamped } from '../cases/index.ts'
import { defineActs, says, text } from '../platform/index.ts'

const who = says(z.string(), { to: ['actor', 'unit', 'supervision'] })
const volume = z.object({ sha256: z.string(), size: z.int(), pages: z.int(), pieces: z.int() })
const of = { number: z.string(), case: z.string() }

/** The first two stand on the case's own stream; what happens to the volume after that on the volume's. */
export const acts = defineActs('archive', {
  'case.archived': {
    title: text('归档', 'Archived'),
    published: true,
    public: stamped({ archive: z.string(), retention: z.string(), keepUntil: z.string().nullable() }),
    private: z.object({}),
  },
  'case.bound': {
    title: text('成卷', 'Volume bound'),
    published: true,
    public: stamped({
      archive: z.string(),
      /** SHA-256 of manifest.json, which names every file of the volume with its own. */
      manifest: z.string(),
      main: volume,
      secondary: volume.nullable(),
    }),
    private: z.object({}),
  },
  'volume.lent': {
    title: text('借出', 'Lent'),
    published: true,
    public: z.object({ ...of, part: z.enum(['main', 'both']), until: z.string() }),
    private: z.object({ loan: z.string(), to: who, reason: who }),
  },
  'volume.opened': {
    title: text('提供查阅', 'Opened for reading'),
    published: true,
    public: z.object({ ...of, part: z.enum(['main', 'both']), until: z.string() }),
    private: z.object({ loan: z.string(), to: who, reason: who }),
  },
  'volume.returned': {
    title: text('归还', 'Returned'),
    published: true,
    public: z.object({ ...of, late: z.boolean() }),
    private: z.object({ loan: z.string() }),
  },
  'volume.term-over': {
    title: text('保管期满，待鉴定', 'Term of keeping is over'),
    published: true,
    public: z.object({ ...of, keepUntil: z.string() }),
    private: z.object({}),
  },
  'volume.kept-on': {
    title: text('继续保管', 'Kept on'),
    published: true,
    public: z.object({ ...of, keepUntil: z.string().nullable() }),
    private: z.object({ reason: who }),
  },
})
