using System.Security.Authentication;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Commands;

/// <summary>A node's public address, looked at as a stranger would who trusts what this machine trusts.</summary>
internal static class PublicAddress
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether its certificate is one that a stranger believes. That nobody answers is said, and nothing wrong: the node may not be started yet.</summary>
    public static async Task<DoctorFinding> LookAsync(Uri address, CancellationToken cancel)
    {
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            return Finding(true, $"{address}: no certificate, in the clear");
        }

        using HttpClient http = OutgoingHttp.Create(OutgoingCall.OfPerson(Patience), address);
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri("/health/live", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancel);
            return Finding(true, $"{address}: answers {(int)answer.StatusCode} under a certificate that this machine trusts");
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException distrust)
        {
            return Finding(false, $"{address}: {distrust.Message}");
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return Finding(true, $"{address}: nobody answers ({e.Message})");
        }
    }

    private static DoctorFinding Finding(bool isWell, string text) => new("address", isWell, text);
}
