import { driveAccount } from '../harness/googleDrive.ts';
import { describeService } from './conformance.ts';

describeService('Google Drive', (t) => driveAccount(t));
describeService('Google Drive, all files', (t) => driveAccount(t, { scope: 'all' }));
