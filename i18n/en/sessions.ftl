### Current Sessions.

ses-user = User
ses-from = From
ses-connected-time = Connected Time
ses-terminate = &Terminate
ses-terminate-all = Terminate &All
ses-server = Server
ses-encrypted = Encrypted
ses-messages = Messages
ses-doing = Last command
ses-not-logged-on = (not logged on)
