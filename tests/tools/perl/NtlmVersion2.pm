# Makes programs that use Authen::NTLM answer in NTLM version 2: the library can, and asks its caller to say so.
package NtlmVersion2;
use Authen::NTLM;
Authen::NTLM::ntlmv2(1);
1;
