import { type Text, text } from './text.ts'

/** Field path as the form names it (`a.b[0].c`) → what is wrong and how to mend it. */
export type Fields = Record<string, Text>

/**
 * What went wrong, in words for the reader. `code` is one of the contract's declared errors or one of `standardErrors`;
 * `status` is the HTTP status; serialised as application/problem+json (RFC 9457).
 */
export class Problem extends Error {
  override name = 'Problem'
  code: string
  status: number
  title: Text
  detail: Text | undefined
  fields: Fields
  /** What stands although nothing else does: performed by the system in a transaction of its own, after everything was undone. */
  leaves?: { operation: string; input: unknown }

  constructor(code: string, declared: { status: number } & Text, more: { detail?: Text; fields?: Fields } = {}) {
    super(`${code}: ${more.detail?.en ?? declared.en}`)
    this.code = code
    this.status = declared.status
    this.title = text(declared.zh, declared.en)
    this.detail = more.detail
    this.fields = more.fields ?? {}
  }
}

export type ErrorDeclaration = { status: number } & Text
const declare = (status: number, zh: string, en: string): ErrorDeclaration => ({ status, zh, en })

/** Errors that every operation may answer with; a contract declares only its own. */
export const standardErrors = {
  INVALID: declare(
    422,
    '有些内容需要改一改，您填的都还在。',
    'Some entries need a change; everything you typed is still here.',
  ),
  LOGIN_REQUIRED: declare(
    401,
    '请先登录，登录后会回到这里，您填的内容不会丢。',
    'Please log in first; you will come back here and nothing you typed is lost.',
  ),
  FORBIDDEN: declare(403, '您现在的身份或岗位不能办理这一步。', 'Your present identity or post cannot do this.'),
  NOT_FOUND: declare(404, '没有找到。请检查地址或编号。', 'Not found. Please check the address or the number.'),
  CONFLICT: declare(
    409,
    '刚才有别人先办了这一步。请刷新后查看最新情况，再决定怎么办。',
    'Somebody else acted a moment ago. Please reload, look at the present state, then decide.',
  ),
  TOO_MANY: declare(429, '请求太频繁了，请稍等片刻再试。', 'Too many requests; please wait a moment and try again.'),
  TOO_LARGE: declare(413, '提交的内容太大。', 'What was sent is too large.'),
  UNAVAILABLE: declare(
    503,
    '系统暂时连不上数据库，您的操作没有生效。请过几秒再试一次。',
    'The database cannot be reached for the moment; nothing was changed. Please try again in a few seconds.',
  ),
  CLOCK_BEHIND: declare(
    503,
    '系统的时钟不对，您的操作没有生效。请稍后再试。',
    'The system’s clock is wrong; nothing was changed. Please try again later.',
  ),
  STORAGE_FULL: declare(
    507,
    '系统的磁盘满了，您的操作没有生效，运行人员已经知道。请稍后再试。',
    'The system’s disk is full; nothing was changed, and the operators know. Please try again later.',
  ),
  BUSY: declare(
    503,
    '现在提交的人太多，您的操作没有生效。请过一会儿再试。',
    'Too much is being sent at this moment; nothing was changed. Please try again in a while.',
  ),
  INTERNAL: declare(
    500,
    '系统出了问题，已记录下来。您的操作没有生效，请稍后再试。',
    'Something went wrong and was recorded. Nothing was changed; please try again later.',
  ),
} satisfies Record<string, ErrorDeclaration>

export type StandardCode = keyof typeof standardErrors

export const standardProblem = (code: StandardCode, more: { detail?: Text; fields?: Fields } = {}): Problem =>
  new Problem(code, standardErrors[code], more)
