namespace Energy.Clients;

/// <summary>What a slug names, told by its prefix.</summary>
/// <seealso cref="Slug.TryIdentify(ReadOnlySpan{char}, out SlugKind)"/>
public enum SlugKind
{
    /// <summary>Not a slug: no known prefix.</summary>
    None = 0,

    /// <summary>A project, <c>p--</c>: <see cref="ProjectSlug"/>.</summary>
    Project,

    /// <summary>A device, <c>d--</c>: <see cref="DeviceSlug"/>.</summary>
    Device,

    /// <summary>A data block, the archive of a device, <c>b--</c>: <see cref="BlockSlug"/>.</summary>
    Block,

    /// <summary>A variable of a project, <c>v--</c>: <see cref="VariableSlug"/>.</summary>
    Variable,

    /// <summary>A stream, <c>s--</c>: <see cref="StreamSlug"/>.</summary>
    Stream,

    /// <summary>A streamer of a device, <c>t--</c>: <see cref="StreamerSlug"/>.</summary>
    Streamer,

    /// <summary>A fleet, <c>g--</c>: <see cref="FleetSlug"/>.</summary>
    Fleet,

    /// <summary>A stream alias, <c>a--</c>: <see cref="AliasSlug"/>.</summary>
    Alias,

    /// <summary>A stream filter, <c>f--</c>: <see cref="FilterSlug"/>.</summary>
    Filter,

    /// <summary>A device script, <c>z--</c>: <see cref="ScriptSlug"/>.</summary>
    Script,

    /// <summary>A variable of a project template, <c>ptv--</c>: <see cref="TemplateVariableSlug"/>.</summary>
    TemplateVariable,
}
