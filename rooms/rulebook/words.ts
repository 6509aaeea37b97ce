import { text } from '../../kernel/platform/index.ts'

export const COLOURS = {
  prompt: text('提醒', 'prompt'),
  yellow: text('黄牌', 'yellow'),
  red: text('红牌', 'red'),
} as const
/** The mark beside it: a prompt is no light. */
export const markOf = (light: keyof typeof COLOURS) => (light === 'prompt' ? 'off' : light)
export const TELLS = {
  office: text('监察该单位的机构', 'the office that supervises the unit'),
  second: text('再监察', 'the second level'),
} as const
