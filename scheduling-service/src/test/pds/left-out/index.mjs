// What is imported by name from packages that are left out. None of it is ever made.
export class KmsKeypair {}
export class Redis {}
export class S3BlobStore {}
