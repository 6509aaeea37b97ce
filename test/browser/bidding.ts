// What bidders and trustees do whom a scenario does not watch: by the same addresses as their browsers, sealing and releasing here.
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Contract } from '../../kernel/platform/contract.ts'
import { type DemoBid, contract as envelope, releaseShares, submitBid } from '../../trade/envelope/index.ts'

const nobody = { as: {} as never, at: new Date(0) }

/** Operations as the one who is logged in; `form`: a page of his with a form, which gives the token that writes need. */
async function performing(page: Page, form: string) {
  await page.goto(form)
  const csrf = await page.evaluate(
    () =>
      document.querySelector<HTMLElement>('[data-csrf]')?.dataset.csrf ??
      document.querySelector<HTMLInputElement>('input[name=csrf]')!.value,
  )
  return async (contract: Pick<Contract, 'id' | 'kind'>, input: any): Promise<any> => {
    const path = `/api/${contract.id.replace('.', '/')}`
    const answer =
      contract.id === 'envelope.keep-part'
        ? await page.request.post(form, {
            headers: { accept: 'application/json' },
            multipart: {
              ...{ csrf, do: 'part', sha256: input.sha256 },
              part: { name: 'part', mimeType: 'application/octet-stream', buffer: Buffer.from(input.file.bytes) },
            },
          })
        : contract.kind === 'read'
          ? await page.request.get(path, { params: { input: JSON.stringify(input) } })
          : await page.request.post(path, {
              headers: { 'x-csrf-token': csrf, 'idempotency-key': randomUUID() },
              data: input,
            })
    expect(answer.ok(), `${contract.id}: ${await answer.text()}`).toBe(true)
    return answer.json()
  }
}

/** Registers at `${market}/NUMBER` where he has not, seals and submits. */
export async function bidQuietly(page: Page, market: string, number: string, bid: DemoBid): Promise<void> {
  const perform = await performing(page, `${market}/${number}`)
  await perform({ id: `${market.slice(1)}.register`, kind: 'write' }, { number, agreed: true })
  const sending = await performing(page, `${market}/${number}/bid`)
  const { terms, mine } = await sending(envelope.view, { number })
  await submitBid({ perform: sending as never }, { terms, bidder: mine.bidder, version: mine.next, bid, ...nobody })
}

/** A trustee of the demonstration releases his shares. */
export async function releaseQuietly(page: Page, number: string, unit: string): Promise<void> {
  const perform = await performing(page, `/desk/openings/${number}`)
  await releaseShares({ perform: perform as never }, { number, unit, ...nobody })
}

const SECONDS = { timeout: 40_000, interval: 1000 }

/** What was opened stands on a page within moments: the worker takes it there. */
export const opened = (page: Page, address: string, heading: string) =>
  expect
    .poll(async () => {
      await page.goto(address)
      return page.getByRole('heading', { name: heading }).count()
    }, SECONDS)
    .toBe(1)

/** Draws as soon as it can be: the draw mixes in the ledger’s next checkpoint, which is some seconds away. */
export const drawn = (page: Page, address: string, press: () => Promise<void>) =>
  expect
    .poll(async () => {
      await page.goto(address)
      await press()
      await page.waitForLoadState()
      return page.getByText('已办理。').count()
    }, SECONDS)
    .toBe(1)
