import { askInChat, askThroughMcp } from './checks/askAboutBackups';
import { auditEvent } from './checks/auditEvent';
import { failureAlert } from './checks/failureAlert';
import { longBackup } from './checks/longBackup';
import { diskIsFree, nightlyBadDays, nightlyGoodDay } from './checks/nightly';
import { mailServerDown } from './checks/notify';
import { drill, drillBadDays } from './checks/drill';
import { scheduled } from './checks/scheduled';
import { watchdog, watchdogFutureCopy } from './checks/watchdog';
import { leakAlarm, signInAlarm } from './checks/alarms';
import {
	auditArchive,
	auditArchiveWithoutGap,
	evidenceOfPrune,
	evidenceReport,
} from './checks/audit';
import type { Runner } from './runner';

/** What each example workflow has to do, on good and on bad days, in an order that makes sense. */
export const WORKFLOW_CHECKS: ReadonlyArray<[string, (runner: Runner) => Promise<void>]> = [
	['Nightly Off-Site Backup: a good day', nightlyGoodDay],
	['Nightly Off-Site Backup: bad days, and the end of them', nightlyBadDays],
	['Nightly Off-Site Backup: leaves nothing on the disk of n8n', diskIsFree],
	['Backup Watchdog: good and bad days', watchdog],
	['Backup Watchdog: a copy from the future', watchdogFutureCopy],
	['Notify: a mail server that is down', mailServerDown],
	['Restore Drill: a good day', drill],
	['Restore Drill: bad days', drillBadDays],
	['Backup Failure Alert: a failed backup, and the next good one', failureAlert],
	['Scheduled Backup to Off-Site: good and bad days', scheduled],
	['Audit Event to Off-Site Backup: good and bad days', auditEvent],
	['Leak and Mass-Deletion Alarm: few and many', leakAlarm],
	['Failed Sign-In Alarm: few and many', signInAlarm],
	['Audit Archive: a good night and a bad one', auditArchive],
	['Audit Archive: nothing falls between two nights', auditArchiveWithoutGap],
	['Weekly Evidence Report: good and bad weeks', evidenceReport],
	['Weekly Evidence Report: what Prune has deleted, and a gap over the weekend', evidenceOfPrune],
	['Ask about Backups: a question in the chat', askInChat],
	['Ask about Backups by MCP: the same tools for an assistant elsewhere', askThroughMcp],
	['Long Backup with Wait Node: n8n is killed while it waits', longBackup],
];
