using System.Text.Json.Nodes;
using Ledger.Api.Security;
using Ledger.Api.Tests.SignIn;

namespace Ledger.Api.Tests.Security;

/// <summary>
/// Somebody of one role who signs in at a provider and asks by the session that this gives. Signs in anew, as another account of the same rights, before
/// one account has asked so often that it is told to wait.
/// </summary>
/// <param name="node">Where.</param>
/// <param name="provider">By which provider.</param>
/// <param name="name">What they are, for people.</param>
/// <param name="roles">The roles that the table should give them.</param>
/// <param name="isOwner">Whether what the table calls their own are the things of the matrix.</param>
/// <param name="claims">What the provider says of them.</param>
internal sealed class MatrixPerson(TestNode node, TestProvider provider, string name, Role[] roles, bool isOwner, JsonObject claims) : IDisposable
{
    private const int MostCalls = 60;

    private HttpClient? _client;
    private int _calls;
    private int _accounts;

    /// <summary>What they are.</summary>
    public string Name => name;

    /// <summary>Whether the things of the matrix are their own; of staff, their authority's.</summary>
    public bool IsOwner => isOwner;

    /// <summary>Whether the table lets them call an endpoint.</summary>
    public bool MayCall(PermissionRow row) => row.Role == Role.Person || roles.Contains(row.Role) || (row.Staff is Role staff && roles.Contains(staff));

    /// <summary>A client with a session that counts.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        if (_client is not null && _calls++ < MostCalls)
        {
            return _client;
        }

        Forget();
        using TestVisitor visitor = new(node, provider);
        JsonObject who = claims.DeepClone().AsObject();
        who["sub"] = $"{name.Replace(' ', '-')}-{_accounts++}";
        await visitor.SignInAsync(who);
        _client = node.Client(null);
        _client.DefaultRequestHeaders.Add("Cookie", $"{TestNode.SessionName}={visitor.Session.Value}");
        _client.DefaultRequestHeaders.Add("Origin", node.Address.GetLeftPart(UriPartial.Authority));
        return _client;
    }

    /// <summary>The session has ended.</summary>
    public void Forget()
    {
        _client?.Dispose();
        (_client, _calls) = (null, 0);
    }

    public void Dispose() => Forget();
}
