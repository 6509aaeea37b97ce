import type { Count } from '../../../kernel/calendar/index.ts'
import { type Text, text } from '../../../kernel/platform/text.ts'
import { withdrawalIn } from '../../linked/contract.ts'
import type { CaseView } from '../contract.ts'

/** What happens next, who does it, and by which day: the sentence that a tired person reads first. */
export function nextStep(c: CaseView, clocks: Record<string, Count | undefined>): Text {
  const promised = clocks.promised?.due
  switch (c.status) {
    case 'received':
      return text(
        `下一步：窗口审核材料，最迟 ${clocks.correction?.due} 前答复您。您不用做什么。`,
        `Next: the counter checks your papers and answers by ${clocks.correction?.due}. Nothing for you to do.`,
      )
    case 'correcting':
      return text(
        '下一步：请您补正。补正的内容已一次说完，见下方；补上后窗口继续审核。',
        'Next: please correct your application. All that is needed is said below, once; the counter goes on when you answer.',
      )
    case 'accepted':
      if (c.joint?.root)
        return text(
          `已受理。各部门按下表同时办，您只和牵头单位打交道；承诺最迟 ${promised} 全部办完，哪一项要您补正，下表会写明。`,
          `Accepted. The units below work on it side by side and you deal with the lead unit alone; all of it is promised by ${promised}. If a part needs your correction, the table says so.`,
        )
      return text(
        `下一步：审查，然后决定。承诺最迟 ${promised} 决定。`,
        `Next: review, then the decision, promised by ${promised}.`,
      )
    case 'in-special-procedure':
      return text(
        `下一步：等特别程序做完，大约 ${c.specialDays} 个工作日。这段时间不计入期限。`,
        `Next: the special procedure, about ${c.specialDays} working days; this time does not count.`,
      )
    case 'reviewed':
      return text(`下一步：审批人决定，承诺最迟 ${promised}。`, `Next: the decision, promised by ${promised}.`)
    case 'granted':
      return text(
        `已准予。下一步：制证，并在 ${clocks.service?.due} 前送达。`,
        `Granted. Next: the document is made and served by ${clocks.service?.due}.`,
      )
    case 'issued':
      return text(
        `证照已制好，可以下载；正式送达最迟 ${clocks.service?.due}。`,
        `The document is ready for download; formal service by ${clocks.service?.due}.`,
      )
    case 'refused':
      return text(
        '决定不予许可，理由见下。下一步：送达决定书。您可以自送达之日起六十日内申请行政复议，或在六个月内提起行政诉讼。',
        'Refused; the reasons are below. Next: the decision is served. You may ask for administrative reconsideration within 60 days or sue within six months of service.',
      )
    case 'closed':
      if (c.joint?.root)
        return text(
          '全部办完，每一项的结果和证照见下表。',
          'All parts have ended; the outcome and the document of each stand below.',
        )
      if (c.acts.some((a) => a.type === 'case.handed-up'))
        return c.outcome === 'grant'
          ? text(
              '上级机关已准予，证照在下表的那一件里。',
              'Granted above; the document is with the case in the table below.',
            )
          : text(
              '上级机关已有结果，决定和理由在下表的那一件里。',
              'It has ended above; decision and reasons are with the case in the table below.',
            )
      return c.outcome === 'grant'
        ? text('办结。证照可以随时下载和验证。', 'Closed. The document can be downloaded and verified at any time.')
        : text(
            '办结（不予许可）。您可以自收到决定之日起六十日内申请行政复议，或在六个月内提起行政诉讼。',
            'Closed, refused. You may ask for administrative reconsideration within 60 days or sue within six months.',
          )
    case 'from-below':
      return text(
        `下一步：接收下级上报的意见和材料，审查后决定，承诺最迟 ${promised}。您不用再交材料。`,
        `Next: the opinion and papers from below are taken over and reviewed; the decision is promised by ${promised}. You hand in nothing again.`,
      )
    case 'handed-up':
      return text(
        '初审完毕，意见和您的全部材料已直接报上级机关，由它决定；您不用再交一遍。到哪一步、最迟哪天，见下表。',
        'Reviewed first; the opinion and all your papers went up directly to the organ that decides. You hand in nothing again; the table below says where it stands and until when.',
      )
    case 'returned':
      return text('上级退回下级补充，请看原来的办件。', 'Returned to the organ below; see the case there.')
    case 'transferred':
      if (c.acts.some((a) => a.type === 'file.refused'))
        return text(
          '这件事不归本单位管，移送时有权机关的系统没有收下。请直接向移送告知书写明的机关申请，您的材料在这一页可以下载。',
          'It is outside this unit’s powers, and the competent organ’s installation did not take it. Please apply directly to the organ named in the notice; your papers can be downloaded from this page.',
        )
      if (c.acts.some((a) => a.type === 'file.sent') && !c.acts.some((a) => a.type === 'file.received'))
        return text(
          '这件事不归本单位管，已移送有权机关，材料正在送往它的系统；收到以后，新的编号出现在这里，您不用做什么。',
          'It is outside this unit’s powers and on its way to the competent organ’s installation. Its new number will stand here; nothing for you to do.',
        )
      switch (withdrawalIn(c.acts).answer) {
        case 'taken':
          return text(
            '您撤回了申请：移送到的机关已经终止那一件。以后可以重新申请。',
            'You withdrew it: the organ to which it was transferred has ended its case. You may apply anew later.',
          )
        case 'refused':
          return text(
            '撤回没有成功：撤回送到时，移送到的机关已经作出决定。决定在下表的那一件里，不服的可以申请行政复议或者提起诉讼。',
            'It could not be withdrawn: when that arrived, the organ to which it was transferred had decided. The decision is with the case in the table below, and may be contested.',
          )
      }
      if (withdrawalIn(c.acts).sent)
        return text(
          '撤回已经发往移送到的机关，等它答复；您不用做什么。',
          'The withdrawal is on its way to the organ to which it was transferred; nothing for you to do.',
        )
      return text(
        '这件事不归本单位管，已连同材料移送有权机关，期限从它收到之日起算；新的编号见下表。',
        'It is outside this unit’s powers and was transferred with its papers; limits run from receipt there. The new number stands below.',
      )
    case 'checking':
      return text(
        '已按您的承诺准予，证照有效。下一步：单位来核查；承诺不实的，许可会被撤销。',
        'Granted on your promise; the licence is valid. Next: the unit checks it, and a false promise is revoked.',
      )
    case 'broken':
      return text('核查认为承诺不实，正在办理撤销。', 'The check found the promise false; revocation is under way.')
    case 'decision-withdrawn':
      return text(
        '决定在送达前被撤回，这一件已终止，理由见下。您可以重新申请。',
        'The decision was withdrawn before it was served and the case has ended; the reason is below. You may apply anew.',
      )
    case 'not-accepted':
      return text('不予受理，理由见下方经过。', 'Not accepted; see the reason among the acts.')
    default:
      return text('这一件已终止。', 'This case has ended.')
  }
}
