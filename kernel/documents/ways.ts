// Browser-safe.

/** Ways of serving 送达方式 (行政处罚法 art. 61; 民事诉讼法 arts. 87–95); what each asks for stands in `ways.json`. */
export const WAYS = ['in-person', 'left', 'post', 'electronic', 'notice'] as const
export type Way = (typeof WAYS)[number]
