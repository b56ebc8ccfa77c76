using System.Security.Cryptography;
using System.Text;
using Ledger.Crypto.Signing;
using Ledger.Node.SignIn;

namespace Ledger.Api.Demo;

/// <summary>How people sign in at the demonstration's nodes.</summary>
internal static class DemoSignIn
{
    /// <summary>Name of the file with the secret, below the node's folder.</summary>
    public const string SecretFile = "keys/sign-in.secret";

    /// <summary>A client for a node, its secret written for the node to find.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="address">Under which the node is known.</param>
    /// <param name="home">The node's folder.</param>
    public static DemoClient NewClient(string id, Uri address, string home)
    {
        string secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        PrivateFile.Create(Path.Combine(home, SecretFile), Encoding.ASCII.GetBytes(secret));
        return new DemoClient(id, address, secret);
    }

    /// <summary>The node's settings.</summary>
    /// <param name="issuer">The demonstration's identity provider.</param>
    /// <param name="client">The node's name there.</param>
    /// <param name="authority">Authority for which clerk and sealing officer act.</param>
    public static SignInOptions At(string issuer, string client, string authority) => new()
    {
        Providers =
        [
            new IdentityProviderOptions
            {
                Name = DemoClient.Provider,
                Issuer = issuer,
                ClientId = client,
                ClientSecretFile = SecretFile,
                Holders =
                [
                    new HolderClaim { Claim = DemoPerson.CitizenClaim, CodeType = "111" },
                    new HolderClaim { Claim = DemoPerson.CompanyClaim, CodeType = "001" },
                ],
                GroupsClaim = DemoPerson.GroupsClaim,
                Staff =
                [
                    new StaffGroup { Group = "clerk", Role = StaffRole.Clerk, Authority = authority },
                    new StaffGroup { Group = "sealing-officer", Role = StaffRole.SealingOfficer, Authority = authority },
                    new StaffGroup { Group = "system-administrator", Role = StaffRole.SystemAdministrator },
                    new StaffGroup { Group = "security-administrator", Role = StaffRole.SecurityAdministrator },
                    new StaffGroup { Group = "auditor", Role = StaffRole.Auditor },
                ],
            },
        ],
    };
}
