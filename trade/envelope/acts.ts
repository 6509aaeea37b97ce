import { z } from 'zod'
import { defineActs, says, text } from '../../kernel/platform/index.ts'
import { trustee } from './manifest.shape.ts'
import { FAULTS } from './record.shape.ts'

const none = z.object({})
const hex = z.string()
const number = z.string()
/** Whose envelope it is stands in no published field, not even as a number, before the opening. */
const hidden = { to: ['actor'], sealed: true, quiet: true } as const
const who = says(z.string(), hidden)
/** The platform keeps who acted as a field of its own: of bidders nobody else reads it, whatever post he has. */
const actor = says(z.string().optional(), hidden)

export const acts = defineActs('envelope', {
  'envelope.key-registered': {
    title: text('受托人登记公钥', 'Trustee’s key registered'),
    published: true,
    public: z.object({ unit: z.string(), key: hex }),
    private: none,
  },
  'envelope.announced': {
    title: text('设立投标箱', 'Box set up'),
    published: true,
    public: z.object({
      number,
      lot: z.string(),
      deadline: z.string(),
      threshold: z.int(),
      trustees: z.array(trustee),
    }),
    private: none,
  },
  'envelope.deadline-moved': {
    title: text('推迟投标截止时间', 'Deadline moved'),
    published: true,
    public: z.object({ number, deadline: z.string() }),
    private: none,
  },
  'envelope.admitted': {
    title: text('登记投标', 'Bidder registered'),
    published: false,
    public: z.object({ number }),
    private: z.object({ who, bidder: z.int() }),
  },
  'envelope.challenged': {
    title: text('开标演练', 'Rehearsal'),
    published: false,
    public: z.object({ number, no: z.int() }),
    private: none,
  },
  'envelope.rehearsed': {
    title: text('受托人证明钥匙能开', 'A trustee proved that the key opens'),
    published: true,
    public: z.object({ number, no: z.int() }),
    private: none,
  },
  'envelope.part-kept': {
    title: text('收下一个加密分块', 'An encrypted part was taken'),
    published: false,
    public: z.object({ number, sha256: hex, size: z.int() }),
    private: z.object({ actor }),
  },
  'envelope.received': {
    title: text('收下一份密封投标', 'A sealed bid was received'),
    published: true,
    public: z.object({ number, digest: hex }),
    private: z.object({ who, actor }),
  },
  'envelope.withdrawn': {
    title: text('撤回一份密封投标', 'A sealed bid was withdrawn'),
    published: true,
    public: z.object({ number, digest: hex }),
    private: z.object({ who, actor }),
  },
  'envelope.late': {
    title: text('迟到的投标，没有收下', 'A late bid, not taken'),
    published: true,
    public: z.object({ number, digest: hex }),
    private: none,
  },
  'envelope.sealed': {
    title: text('投标截止，名单固定', 'The deadline passed: the list is fixed'),
    published: true,
    public: z.object({
      number,
      /** Of the list, which the record holds: an entry of the ledger has no room for thousands. */
      digest: hex,
      count: z.int(),
      received: z.int(),
      replaced: z.int(),
      withdrawn: z.int(),
    }),
    private: none,
  },
  'envelope.called': {
    title: text('宣布开标', 'Opening called'),
    published: true,
    public: z.object({ number }),
    private: none,
  },
  'envelope.released': {
    title: text('受托人交出份额', 'A trustee released his shares'),
    published: true,
    public: z.object({ number, no: z.int(), envelopes: z.int(), digest: hex }),
    private: none,
  },
  'envelope.short': {
    title: text('份额不够，还不能开启', 'Too few shares that hold'),
    published: true,
    public: z.object({ number, have: z.int(), need: z.int(), wrong: z.array(z.int()) }),
    private: none,
  },
  'envelope.opened': {
    title: text('全部信封同时开启', 'All envelopes opened at once'),
    published: true,
    public: z.object({
      number,
      /** SHA-256 over the canonical JSON of all results, as the record gives them; and how many there are of each outcome. */
      digest: hex,
      outcomes: z.partialRecord(z.enum(FAULTS), z.int()),
    }),
    private: none,
  },
  'envelope.disclosed': {
    title: text('公开开启结果', 'What was opened is published'),
    published: true,
    public: z.object({ number }),
    private: none,
  },
  'envelope.shut': {
    title: text('流标，不再开启', 'Failed: never to be opened'),
    published: true,
    public: z.object({ number }),
    private: none,
  },
  'envelope.checked': {
    title: text('核对投标文件', 'Documents of a bid checked'),
    published: true,
    public: z.object({
      number,
      bidder: z.int(),
      digest: hex,
      outcome: z.enum(FAULTS),
      files: z.array(z.object({ size: z.int(), sha256: hex })),
    }),
    private: none,
  },
})
