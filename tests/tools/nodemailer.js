// Submits one message as a web application would: with nodemailer.
//
//     nodemailer.js PORT starttls|implicit PLAIN|LOGIN USER
//
// The password is read from SUBMIT_PASSWORD; any certificate is taken. Prints the last reply. Exit code 0: accepted; 1: refused.
'use strict';

const nodemailer = require('nodemailer');

const [port, tls, method, user] = process.argv.slice(2);
const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: Number(port),
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    tls: { rejectUnauthorized: false },
    authMethod: method,
    auth: { user, pass: process.env.SUBMIT_PASSWORD },
    connectionTimeout: 30000,
});
transport
    .sendMail({ from: 'anna@example.test', to: 'anna@example.test', subject: 'Test', text: 'Text\n' })
    .then((info) => console.log(info.response))
    .catch((error) => {
        console.log(error.response || error.message);
        process.exitCode = 1;
    });
