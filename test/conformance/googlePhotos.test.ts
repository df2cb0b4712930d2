import { photosAccount } from '../harness/googlePhotos.ts';
import { describeService } from './conformance.ts';

describeService('Google Photos', (t) => photosAccount(t));
