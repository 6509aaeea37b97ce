// Our attributes on standard elements of BPMN; the editor in the browser reads with them too.

export const GNOMON_NS = 'https://gnomon.example/ns/bpmn/1'

/**
 * On a step: whose it is (`by`: lead, parent, unit:CODE, duty:NAME@LEVEL, party:ROLE) and at which post (or posts, for several at
 * once), limit, legal basis, act type, decision; the item that a send task opens a case of, and the send task that a receive task
 * waits for.
 */
export const STEP_ATTRIBUTES = [
  'by',
  'post',
  'opens',
  'of',
  'limit',
  'limitUnit',
  'basis',
  'act',
  'decision',
  'nameEn',
  'posts',
]

/**
 * The description by which moddle reads them. A process names the field of the form by which messages find the case, and, where a
 * file has several, that it is the unit's `own`: the others are drawn and do not run.
 */
export const extension = {
  name: 'Gnomon',
  uri: GNOMON_NS,
  prefix: 'gnomon',
  xml: { tagAlias: 'lowerCase' },
  types: [
    { name: 'Step', extends: ['bpmn:FlowElement'], properties: STEP_ATTRIBUTES.map(attribute) },
    { name: 'Chart', extends: ['bpmn:Process'], properties: [attribute('correlation'), attribute('own')] },
  ],
}

function attribute(name: string) {
  return { name, isAttr: true, type: 'String' }
}
