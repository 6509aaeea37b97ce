import { describeLog } from '../../../kernel/ledger/contract.ts'
import type { Asked, Log } from '../../../kernel/ledger/index.ts'
import { watchState } from '../../../kernel/ledger/index.ts'
import { lagOfNodes, type Lag as NodeLag } from '../../../kernel/nodes/index.ts'
import {
  type Fault,
  faults,
  lagOfConsumers,
  lateTimers,
  links,
  type Page,
  page,
  postOf,
  setAside,
  type Text,
  text,
} from '../../../kernel/platform/index.ts'
import { Facts, Light, Notice, sayTime } from '../../../web/ui/index.ts'
import { witnessName } from '../witness-name.ts'
import { linkRow, nodeRow, type Row, STALE } from './other-machines.ts'
import { retries, SetAside } from './set-aside.tsx'

/** Milliseconds that witnesses may take before their light turns. */
const SIGNING = 60_000

/** What a witness last said, and what to do about it. */
function sayOutcome(asked: Asked): Text {
  switch (asked.kind) {
    case 'cosigned':
      return text('● 已签', '● signed')
    case 'ahead':
      return text(
        `■ 它见过更长的账本（${asked.size} 条）：这里也许是旧备份，别再写入，先对一对`,
        `■ it has seen a longer ledger (${asked.size}): this may be an old backup; write nothing more before you compared`,
      )
    case 'fork':
      return text(
        `■ 它见过另一个第 ${asked.size} 条：账本分叉了，请停下，找审计`,
        `■ it has seen another ledger of ${asked.size}: a fork; stop and call the auditors`,
      )
    case 'unknown-log':
      return text('▲ 它还不认识这本账：请把公钥交给它', '▲ it does not know this log yet: give it the key')
    case 'key-refused':
      return text('▲ 它不认这把钥匙：请把轮换后的公钥交给它', '▲ it refuses the key: give it the new one')
    case 'unreachable':
      return text(`▲ 连不上（${asked.what}）：请联系它的管理员`, `▲ out of reach (${asked.what}): call who runs it`)
    case 'bad-answer':
      return text(`▲ 答非所问（${asked.what}）：请联系它的管理员`, `▲ talks nonsense (${asked.what}): call who runs it`)
  }
}

/** Each fault is a red light until a look no longer finds it. */
const FAULTS: Record<string, Text> = {
  forged: text('伪造的行为', 'Forged act'),
  differs: text('与行为不符', 'Differs from the acts'),
  'loop-held': text('线程被占', 'Thread held'),
  disk: text('磁盘', 'Disk'),
}
const faultRow = (fault: Fault, lang: 'zh' | 'en'): Row => ({
  name: FAULTS[fault.kind.split(' ')[0]!]?.[lang] ?? fault.kind,
  colour: 'red',
  word: lang === 'zh' ? `${fault.times} 次` : `${fault.times} times`,
  what: fault.said[lang],
  detail: [[lang === 'zh' ? '最近' : 'Last', sayTime(fault.lastAt, lang)]],
})

/** What those who run the machine have to see: one light a matter, each with what to do. Nothing here stops public service. */
export const operations = (log: Log): Page =>
  page({
    path: '/desk/operations',
    shell: 'desk',
    allow: ({ actor }) => postOf(actor, 'administrator', 'auditor', 'chief-supervisor') !== undefined,
    actions: retries,
    async render(p) {
      const { t, lang } = p
      const d = await p.call(describeLog, {})
      const watch = await watchState(p.tx as never)
      const lag = await lagOfConsumers(p.tx)
      const aside = await setAside(p.tx)
      const asideCount = aside.acts.length + aside.timers.length
      const late = await lateTimers(p.tx, new Date(p.clock.now().getTime() - STALE * 60_000))
      const minutes = (at: Date) => Math.round((p.clock.now().getTime() - at.getTime()) / 60_000)
      const stalled = watch.checkedAt !== null && minutes(watch.checkedAt) > STALE
      const newest = d.last[0]
      const quorumAt = d.last.find((c) => c.quorum)
      const halted = await log.halted(p.tx)
      // Witnesses sign within seconds; a checkpoint that has just been made is not yet a missing quorum.
      const unsigned = quorumAt && d.last[d.last.indexOf(quorumAt) - 1]
      const signing = unsigned && p.clock.now().getTime() - unsigned.at.getTime() < SIGNING ? quorumAt : undefined
      const rows: Row[] = [
        ...(halted
          ? [
              {
                name: t('账本', 'Ledger'),
                colour: 'red' as const,
                word: t('已停', 'halted'),
                what: t(
                  `${halted[lang]}办事照常，只是新的行为暂不进账本。`,
                  `${halted[lang]} Services go on; new acts wait outside the ledger.`,
                ),
              },
            ]
          : []),
        watch.finding
          ? {
              name: t('行为与账本', 'Acts and ledger'),
              colour: 'red',
              word: t('不符', 'differ'),
              what: watch.finding.what[lang],
              detail: [
                [t('发现于', 'Found'), watch.foundAt ? sayTime(watch.foundAt, lang) : '—'],
                [
                  t('先做', 'First'),
                  t(
                    '不要再改数据库；另存一份，运行 npx gnomon audit，请审计到场。',
                    'Change nothing in the database; keep a copy, run npx gnomon audit, call the auditors.',
                  ),
                ],
              ],
            }
          : {
              name: t('行为与账本', 'Acts and ledger'),
              colour: stalled ? 'yellow' : watch.roundEndedAt ? 'green' : 'off',
              word: stalled
                ? t('比对停了', 'comparison stopped')
                : watch.roundEndedAt
                  ? t('一致', 'agree')
                  : t('第一遍还没比完', 'first round under way'),
              what: stalled
                ? t(
                    `最近一次比对在 ${sayTime(watch.checkedAt!, lang)}。请看 worker 进程是否在跑。`,
                    `last compared ${sayTime(watch.checkedAt!, lang)}. See that a worker runs.`,
                  )
                : watch.roundEndedAt
                  ? t(
                      `上一遍比完于 ${sayTime(watch.roundEndedAt, lang)}`,
                      `last round ended ${sayTime(watch.roundEndedAt, lang)}`,
                    )
                  : t(`已比到第 ${watch.next} 条，共 ${d.size} 条`, `compared ${watch.next} of ${d.size}`),
            },
        {
          name: t('见证', 'Witnesses'),
          colour:
            d.witnesses.length === 0
              ? 'off'
              : newest?.quorum || signing
                ? 'green'
                : quorumAt
                  ? 'yellow'
                  : d.size === 0
                    ? 'off'
                    : 'red',
          word: newest?.quorum || signing ? t('够数', 'quorum') : t('不够数', 'no quorum'),
          what: newest?.quorum
            ? t(
                `${newest.witnesses.length} 位签了最新检查点`,
                `${newest.witnesses.length} signed the newest checkpoint`,
              )
            : signing
              ? t(`第 ${signing.size} 条已签；更新的正在签`, `signed at ${signing.size}; the newest is being signed`)
              : quorumAt
                ? t(
                    `最近够数的检查点是第 ${quorumAt.size} 条（${sayTime(quorumAt.at, lang)}）。办事不受影响；请联系没有回应的见证人。`,
                    `the newest with a quorum is at ${quorumAt.size} (${sayTime(quorumAt.at, lang)}). Services go on; please call the witnesses that do not answer.`,
                  )
                : t(
                    '最近的检查点都不够数。办事不受影响；请检查见证策略和网络。',
                    'None of the newest has one. Services go on; please check the policy and the network.',
                  ),
          detail: [...log.asked()].map(([name, asked]): [string, string] => [
            witnessName(name)[lang],
            sayOutcome(asked)[lang],
          ]),
        },
        ...lag.map(
          (r): Row => ({
            name: t(`读取：${r.consumer}`, `Reader: ${r.consumer}`),
            colour: r.waits < 60 ? 'green' : r.waits < STALE * 60 ? 'yellow' : 'red',
            word:
              r.behind === 0
                ? t('读完了', 'caught up')
                : r.waits < 60
                  ? t('正在读', 'reading')
                  : t(`还差 ${r.behind} 条`, `${r.behind} behind`),
            what:
              r.waits < 60
                ? ''
                : t(
                    `最早的等了 ${Math.round(r.waits / 60)} 分钟。请看 worker 进程是否在跑。`,
                    `the oldest has waited ${Math.round(r.waits / 60)} minutes. See that a worker runs.`,
                  ),
          }),
        ),
        ...(asideCount > 0
          ? [
              {
                name: t('搁置', 'Set aside'),
                colour: 'red' as const,
                word: t(`${asideCount} 个`, `${asideCount}`),
                what: t(
                  '有行为或定时办不成，被放到一边；见下表。',
                  'Acts or timers could not be dealt with and were put aside; see the table below.',
                ),
              },
            ]
          : []),
        {
          name: t('定时', 'Timers'),
          colour: late.n === 0 ? 'green' : 'red',
          word: late.n === 0 ? t('准时', 'on time') : t(`${late.n} 个过点`, `${late.n} overdue`),
          what: late.oldest
            ? t(`最早的晚了 ${minutes(late.oldest)} 分钟`, `the oldest by ${minutes(late.oldest)} minutes`)
            : '',
        },
      ]
      const joined = await links(p.tx)
      for (const link of joined) rows.push(linkRow(link, lang))
      // Of the centre's places, and of those that have a database of their own.
      const directions = [
        await lagOfNodes(p.tx),
        ...joined.map(({ inside }) => (inside?.more ?? []) as NodeLag[]),
      ].flat()
      for (const one of directions) rows.push(nodeRow({ ...one, oldest: new Date(one.oldest) }, p.clock.now(), lang))
      for (const fault of await faults(p.tx)) rows.push(faultRow(fault, lang))
      const bad = rows.filter((r) => r.colour === 'red')
      return {
        title: text('运行台', 'Operations'),
        body: (
          <>
            <h1>{t('运行台', 'Operations')}</h1>
            <Notice
              kind={bad.length ? 'problem' : 'success'}
              title={
                bad.length ? t(`${bad.length} 盏红灯`, `${bad.length} red lights`) : t('没有红灯', 'No red lights')
              }
            />
            <table class="table stack">
              <thead>
                <tr>
                  <th scope="col">{t('事项', 'Matter')}</th>
                  <th scope="col">{t('灯', 'Light')}</th>
                  <th scope="col">{t('说明', 'What')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((r) => (
                  <tr>
                    <th scope="row">{r.name}</th>
                    <td>
                      <Light colour={r.colour}>{r.word}</Light>
                    </td>
                    <td>
                      {r.what}
                      {r.detail && r.detail.length > 0 && <Facts rows={r.detail} />}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <SetAside p={p} {...aside} />
          </>
        ),
      }
    },
  })
