-- What a connector has to know when a person comes back from its network, encrypted; null where that is nothing.
ALTER TABLE channel_sign_in ADD COLUMN encrypted_memory text;
