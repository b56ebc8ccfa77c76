namespace Ledger.Api.Demo;

/// <summary>A node that lets people sign in at the demonstration's identity provider.</summary>
/// <param name="Id">Its name there.</param>
/// <param name="Address">Under which it is known; on this machine.</param>
/// <param name="Secret">What it shows when it exchanges a code.</param>
internal sealed record DemoClient(string Id, Uri Address, string Secret)
{
    /// <summary>Name of the provider in the node's settings.</summary>
    public const string Provider = "demo";

    /// <summary>The one address that codes are sent to.</summary>
    public string Redirect => new Uri(Address, $"/sign-in/{Provider}/callback").AbsoluteUri;

    /// <summary>The one address to go on at after signing out.</summary>
    public string SignedOut => new Uri(Address, "/").AbsoluteUri;
}
