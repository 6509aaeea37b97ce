import { addDays, addMonths } from '../../kernel/calendar/index.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

/** The last day of a term of so many months that counts from a document of that day, both ends included. */
export const lastDay = (from: string, months: number): string => addDays(addMonths(from, months), -1)

/** Why a term cannot be decided: it ends before it starts, or outside what the list provides. */
export function termProblem(
  from: string,
  to: string,
  term: { least: number; most: number },
): { code: 'BACKWARDS' | 'TERM'; said: Text } | undefined {
  if (to < from)
    return {
      code: 'BACKWARDS',
      said: text(`最后一日不能早于起算日 ${from}。`, `The last day cannot be before the first, ${from}.`),
    }
  const [least, most] = [lastDay(from, term.least), lastDay(from, term.most)]
  if (to < least || to > most)
    return {
      code: 'TERM',
      said: text(
        `这份名单的期限自文书之日起${least === most ? `到 ${least} 止` : `最早 ${least}、最晚 ${most} 止`}。`,
        `A term of this list, counted from the document, ends ${least === most ? `on ${least}` : `between ${least} and ${most}`}.`,
      ),
    }
  return undefined
}

/** The first day on which a repair may be applied for. */
export const repairFrom = (from: string, leastMonths: number): string => addMonths(from, leastMonths)
