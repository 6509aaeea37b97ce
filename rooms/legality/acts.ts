import { z } from 'zod'
import { defineActs, text } from '../../kernel/platform/index.ts'

const version = z.object({ code: z.string(), number: z.int(), unit: z.string() })
const none = z.object({})

/** Subject of all: the item version. Drafting and review stay internal; publication and retirement are public acts. */
export const acts = defineActs('legality', {
  'item.drafted': { title: text('起草事项', 'Item drafted'), published: false, public: version, private: none },
  'item.draft-saved': {
    title: text('修改草稿', 'Draft saved'),
    published: false,
    public: version.extend({ revision: z.int() }),
    private: none,
  },
  'item.submitted': {
    title: text('报送合法性审查', 'Submitted for legality review'),
    published: true,
    public: version,
    private: none,
  },
  'item.returned': {
    title: text('审查退回', 'Returned with an opinion'),
    published: true,
    public: version.extend({ opinion: z.string() }),
    private: none,
  },
  'item.passed': {
    title: text('合法性审查通过', 'Legality review passed'),
    published: true,
    public: version.extend({ opinion: z.string() }),
    private: none,
  },
  'item.published': {
    title: text('公布事项', 'Item published'),
    published: true,
    public: version.extend({ digest: z.string(), chartDigest: z.string(), from: z.string() }),
    private: none,
  },
  'cases.moved': {
    title: text('在办件迁到新版流程图', 'Running cases moved to the new chart'),
    published: true,
    public: version.extend({ reason: z.string(), moved: z.int(), left: z.int() }),
    private: none,
  },
  'item.retired': {
    title: text('停用事项', 'Item retired'),
    published: true,
    public: version.extend({ reason: z.string() }),
    private: none,
  },
})
